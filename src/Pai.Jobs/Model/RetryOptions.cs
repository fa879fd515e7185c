namespace Pai.Jobs;

/// <summary>
/// The retries of a job that did not succeed, by the cause of its failure (<see cref="JobInfo.FailureCause"/>). After a cause that is not a
/// member of these options there is none.
/// </summary>
/// <remarks>
/// Each try is a job of its own, submitted when the one before it has ended. Restarts by the service itself are not tries. docs/retry.md
/// has the causes.
/// </remarks>
public sealed record RetryOptions
{
    /// <summary>
    /// After no instances were in stock, or <see cref="MaxQueueTime"/> was over. Default 10 retries, the first after a minute. Where
    /// another instance type is next, it is tried at once.
    /// </summary>
    public RetryRule OutOfStock { get; init; } = new() { MaxRetries = 10, Delay = TimeSpan.FromMinutes(1) };

    /// <summary>After a spot instance was reclaimed. Default 5 retries, the first after 30 seconds.</summary>
    public RetryRule Preempted { get; init; } = new() { MaxRetries = 5 };

    /// <summary>After a machine failed. Default 3 retries, the first after 30 seconds.</summary>
    public RetryRule NodeFault { get; init; } = new();

    /// <summary>After the command failed. Default none: most programs fail again.</summary>
    public RetryRule OwnError { get; init; } = RetryRule.None;

    /// <summary>
    /// The time that a try may wait for resources, greater than zero. After that it is stopped, and counts as
    /// <see cref="OutOfStock"/>; a try that has begun to run meanwhile is left alone. Default null: as long as the service lets it.
    /// </summary>
    public TimeSpan? MaxQueueTime { get; init; }

    /// <summary>
    /// The instance types to try, in order, after the job's own was out of stock; after the last one the job's own is next. Default: none.
    /// </summary>
    public IReadOnlyList<string> FallbackInstanceTypes { get; init; } = [];

    /// <summary>
    /// True if a job on spot instances continues without them: after one was preempted, and after all instance types were out of stock.
    /// Default false.
    /// </summary>
    public bool OnDemandAfterSpot { get; init; }

    /// <summary>
    /// True if tries may write to the same locations, where the record names those of its outputs: a try then finds what the one before it
    /// has left there. Default false, and such a job is refused. Generated locations are new for each try.
    /// </summary>
    public bool ReuseOutputs { get; init; }

    /// <exception cref="ArgumentException">A member is out of its range.</exception>
    internal void Check(string subject)
    {
        OutOfStock.Check($"{subject}.{nameof(OutOfStock)}");
        Preempted.Check($"{subject}.{nameof(Preempted)}");
        NodeFault.Check($"{subject}.{nameof(NodeFault)}");
        OwnError.Check($"{subject}.{nameof(OwnError)}");
        if (MaxQueueTime <= TimeSpan.Zero)
            throw new ArgumentException($"{subject}.MaxQueueTime is {MaxQueueTime}; it must be greater than zero.");
        if (FallbackInstanceTypes.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException($"{subject}.FallbackInstanceTypes has an empty name.");
    }
}
