using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs.Internal.Local;

/// <summary>The statuses that a run had, with the times of the files that tell them.</summary>
internal static class LocalPhases
{
    public static IReadOnlyList<JobPhase> Of(RunFolder folder, JobInfo info)
    {
        var steps = new List<(DateTimeOffset Time, JobStatus Status, string? Reason)> { (info.CreatedAt, JobStatus.Creating, null) };
        Add(FactTimeOf(folder.SupervisorFile), JobStatus.EnvPreparing);
        foreach (var life in PreemptedLife.Read(folder))
        {
            Add(life.Started, JobStatus.Running);
            Add(life.Ended, JobStatus.Restarting, $"The node was preempted (rehearsal) with exit code {life.ExitCode}.");
        }

        Add(info.StartedAt, JobStatus.Running);
        if (RunFacts.ReadFact(folder.StopFile) is { } reason)
            Add(FactTimeOf(folder.StopFile), JobStatus.Stopping, reason.Trim());
        // The command has ended well, and its outputs are being published, or were.
        if (File.Exists(folder.PublishedFile) && RunFacts.ReadFact(folder.ExitFile)?.Trim() == "0")
            Add(FactTimeOf(folder.ExitFile), JobStatus.Publishing);
        if (info.Status.HasResult()) Add(info.FinishedAt, info.Status, ReasonOf(info));
        return [.. steps.Select((step, i) => new JobPhase(
            step.Status.ToString(), step.Time, i + 1 < steps.Count ? steps[i + 1].Time : EndOf(step.Status, step.Time), step.Reason))];

        void Add(DateTimeOffset? time, JobStatus status, string? why = null)
        {
            if (time is not { } at || at > (info.FinishedAt ?? DateTimeOffset.MaxValue)) return;
            // Times of files are to the second on some systems: the order is that of the facts.
            steps.Add((at < steps[^1].Time ? steps[^1].Time : at, status, why));
        }
    }

    /// <summary>The time of a fact. Its file is there before it, with blanks.</summary>
    private static DateTimeOffset? FactTimeOf(string path) => RunFacts.ReadFact(path) is null ? null : RunFacts.TimeOf(path);

    /// <summary>An end has no length.</summary>
    private static DateTimeOffset? EndOf(JobStatus status, DateTimeOffset time) => status.HasResult() ? time : null;

    private static string? ReasonOf(JobInfo info) =>
        string.Join(": ", new[] { info.ReasonCode, info.ReasonMessage }.Where(r => !string.IsNullOrEmpty(r))) is { Length: > 0 } reason
            ? reason
            : null;
}
