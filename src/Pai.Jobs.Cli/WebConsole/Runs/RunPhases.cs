using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The times of a run with one status each.</summary>
internal static class RunPhases
{
    /// <summary>The phases that the backend has on record; without any, those that the run's own times tell.</summary>
    public static async Task<IReadOnlyList<PhaseJson>> ReadAsync(RunSource source, JobInfo run, CancellationToken cancellationToken)
    {
        IReadOnlyList<JobPhase> phases = [];
        try
        {
            phases = await source.Backend.ReadPhasesAsync(run.Id, cancellationToken);
        }
        catch (Exception e) when (Outage.IsOne(e))
        {
            // The run itself is known: it is shown without them.
        }

        return phases.Count > 0 ? [.. phases.Select(p => new PhaseJson(p.Status, p.From, p.To, p.Reason))] : Of(run);
    }

    private static List<PhaseJson> Of(JobInfo run)
    {
        var phases = new List<PhaseJson>();
        var isOver = run.Status.HasResult();
        var now = run.Status.ToString();
        var waits = run.StartedAt is null && !isOver ? now : "Preparing";
        phases.Add(new(waits, run.CreatedAt, run.StartedAt ?? run.FinishedAt, null));
        if (run.StartedAt is { } started)
            phases.Add(new(isOver || run.Status == JobStatus.Running ? "Running" : now, started, run.FinishedAt, null));
        if (isOver && run.FinishedAt is { } ended) phases.Add(new(now, ended, ended, null));
        return phases;
    }
}
