namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The times of a run with one status each, as far as its own times tell.</summary>
internal static class RunPhases
{
    public static IReadOnlyList<PhaseJson> Of(JobInfo run)
    {
        var phases = new List<PhaseJson>();
        var isOver = run.Status.HasResult();
        var now = run.Status.ToString();
        var preparedUntil = run.StartedAt ?? run.FinishedAt;
        var waits = run.StartedAt is null && !isOver ? now : "Preparing";
        phases.Add(new(waits, run.CreatedAt, preparedUntil));
        if (run.StartedAt is { } started)
            phases.Add(new(isOver || run.Status == JobStatus.Running ? "Running" : now, started, run.FinishedAt));
        if (isOver && run.FinishedAt is { } ended) phases.Add(new(now, ended, ended));
        return phases;
    }
}
