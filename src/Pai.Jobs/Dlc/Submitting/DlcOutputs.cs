using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The locations of a job's outputs.</summary>
internal static class DlcOutputs
{
    /// <summary>
    /// The location of every output: the user's; of checkpoints, that of the run's first try; else a folder of its own for this run.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="run">The folder of the run.</param>
    /// <param name="marker">The marker of the submission.</param>
    public static IReadOnlyDictionary<string, DataLocation> Of(JobSubmission job, OssUri run, JobMarker marker)
    {
        var below = job.OutputPath is OssUri path ? path / (DlcLayout.RunName(marker) + "/") : run;
        return job.Outputs.ToDictionary(o => o.Name, o => GivenTo(job, o) is { } given ? AsFolder(given) : below / (o.Name + "/"));
    }

    private static DataLocation? GivenTo(JobSubmission job, OutputChannel output) =>
        output.Location ?? (output.IsCheckpoint ? job.Checkpoints.GetValueOrDefault(output.Name) : null);

    /// <summary>The problems of locations that a job cannot write to.</summary>
    public static IEnumerable<JobProblem> Check(JobSubmission job)
    {
        if (job.OutputPath is not null and not OssUri)
        {
            yield return new(
                "OutputPath",
                $"is {job.OutputPath}; outputs of PAI-DLC are made below a folder in OSS only, as in oss://bucket/results/. "
                + "For another file system, give each output its own folder, which exists.");
        }

        foreach (var output in job.Outputs)
        {
            if (output.Location is LocalPath)
            {
                yield return new(
                    $"output \"{output.Name}\"",
                    $"is the local path {output.Location}, which a job of PAI-DLC cannot write to. Give a location in OSS, or none.");
            }
            else if (output.Location is OssUri { Key.Length: 0 })
            {
                yield return new($"output \"{output.Name}\"", $"is the whole bucket {output.Location}. Give a folder in it.");
            }
        }
    }

    private static DataLocation AsFolder(DataLocation location) =>
        location is OssUri oss ? OssUri.Parse(LocationText.EnsureTrailingSlash(oss.ToString())) : location;
}
