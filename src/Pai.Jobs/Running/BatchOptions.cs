namespace Pai.Jobs;

/// <summary>Options of a batch of jobs.</summary>
public sealed record BatchOptions
{
    /// <summary>
    /// The number of jobs that run at a time, 1 or more. Default: what the backend says (<see cref="JobBackend.MaxParallel"/>), which is
    /// the number of processors for jobs on this machine.
    /// </summary>
    public int? MaxParallel { get; init; }

    /// <summary>
    /// The options of each run. <see cref="RunOptions.SubmitKey"/> must not be set: with <see cref="Ledger"/> each job has its own.
    /// </summary>
    public RunOptions Run { get; init; } = new();

    /// <summary>
    /// A file that keeps what the batch has submitted and how each job has ended. A batch that was cut off is resumed by running the same
    /// jobs with the same file: what has ended is not run again, what runs is waited for, and nothing is submitted twice. The file is made
    /// where it is missing; its folder must exist. Default null: none.
    /// </summary>
    /// <remarks>It belongs to the jobs, their order and the options. Jobs may be added at the end of the list.</remarks>
    public string? Ledger { get; init; }

    /// <summary>
    /// The most that all jobs together may cost, over all tries. A batch that can cost more, or whose cost is not known, is refused before
    /// a job is submitted. When a batch is resumed (<see cref="Ledger"/>), jobs that have ended do not count. It needs a prices file, as
    /// <see cref="RunOptions.MaxCost"/> does. Default null: no limit.
    /// </summary>
    public Money? MaxCost { get; init; }

    /// <summary>True if the logs of all jobs are followed and written to <see cref="RunOptions.LogWriter"/>. Default false.</summary>
    public bool FollowLogs { get; init; }

    /// <summary>
    /// True if the first job that does not succeed ends the batch: no other job is started, and those that run are stopped. Default false.
    /// </summary>
    public bool StopOnFailure { get; init; }

    /// <summary>Is told each step of each job, on the thread that takes it. Default null.</summary>
    public IProgress<BatchProgress>? Progress { get; init; }
}
