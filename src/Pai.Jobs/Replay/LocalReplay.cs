namespace Pai.Jobs;

/// <summary>A replay that was started. Disposing it releases this process's handles; the run continues.</summary>
public sealed class LocalReplay : IAsyncDisposable
{
    private readonly JobBackend _backend;

    internal LocalReplay(JobBackend backend, JobRun run, ReplayPlan plan)
    {
        _backend = backend;
        Run = run;
        Plan = plan;
    }

    /// <summary>The run on this machine. Its label <c>pai-jobs-replay-of</c> has the id of the original.</summary>
    public JobRun Run { get; }

    /// <summary>The plan of the replay, with the differences from the original.</summary>
    public ReplayPlan Plan { get; }

    /// <summary>The differences from the original run: image, hardware, inputs that are left out, outputs.</summary>
    public IReadOnlyList<RunDifference> Differences => Plan.Differences;

    /// <summary>Releases this process's handles; the run continues.</summary>
    public ValueTask DisposeAsync() => _backend.DisposeAsync();
}
