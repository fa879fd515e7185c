namespace Pai.Jobs.Cli.Jobs;

/// <summary>A replay as data.</summary>
internal sealed class ReplayJson
{
    /// <summary>The id of the run on this machine; null for a plan.</summary>
    public string? Id { get; set; }

    public required string Original { get; set; }

    public JobStatus? Status { get; set; }

    public int? ExitCode { get; set; }

    public int InputFiles { get; set; }

    public long InputBytes { get; set; }

    public required IReadOnlyList<RunDifference> Differences { get; set; }

    /// <summary>The reason for which the job cannot run here; null for none.</summary>
    public IReadOnlyList<string>? Problems { get; set; }

    public static ReplayJson Of(JobRun original, ReplayPlan plan, JobInfo? info = null) => new()
    {
        Id = info?.Id,
        Original = original.Id,
        Status = info?.Status,
        ExitCode = info?.ExitCode,
        InputFiles = plan.InputFiles,
        InputBytes = plan.InputBytes,
        Differences = plan.Differences,
        Problems = plan.Job.Problems.Count == 0 ? null : [.. plan.Job.Problems.Select(p => p.ToString())],
    };
}
