namespace Pai.Jobs;

/// <summary>How a batch of jobs runs.</summary>
public sealed record BatchOptions
{
    /// <summary>
    /// The number of jobs that run at a time, 1 or more. Default: what the backend says (<see cref="JobBackend.MaxParallel"/>), which is
    /// the number of processors for jobs on this machine.
    /// </summary>
    public int? MaxParallel { get; init; }

    /// <summary>The options of each run.</summary>
    public RunOptions Run { get; init; } = new();
}
