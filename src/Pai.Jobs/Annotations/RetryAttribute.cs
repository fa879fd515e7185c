using System.ComponentModel;

namespace Pai.Jobs;

/// <summary>
/// The retries of a job that did not succeed, by the cause of its failure (<see cref="JobInfo.FailureCause"/>), for all runs by
/// <c>RunAsync</c> and in batches. <see cref="RunOptions.Retry"/> replaces them, <see cref="JobProperties.Retry"/> leaves them out.
/// </summary>
/// <remarks>
/// <c>SubmitAsync</c> does not wait for the job, so it submits one try. <see cref="RetryOptions"/> and docs/retry.md have more about causes
/// and tries.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RetryAttribute : Attribute
{
    private static readonly RetryOptions s_default = new();

    /// <summary>
    /// The most retries after no instances were in stock, or <see cref="MaxQueueTimeSeconds"/> was over; 0 or more. Default 10.
    /// </summary>
    public int OutOfStockRetries { get; set; } = s_default.OutOfStock.MaxRetries;

    /// <summary>
    /// The seconds before the first of these retries, 0 or more; they double each time. Default 60. Another instance type is tried at once.
    /// </summary>
    public int OutOfStockDelaySeconds { get; set; } = Seconds(s_default.OutOfStock.Delay);

    /// <summary>The most retries after a spot instance was reclaimed, 0 or more. Default 5.</summary>
    public int PreemptedRetries { get; set; } = s_default.Preempted.MaxRetries;

    /// <summary>The seconds before the first of these retries, 0 or more; they double each time. Default 30.</summary>
    public int PreemptedDelaySeconds { get; set; } = Seconds(s_default.Preempted.Delay);

    /// <summary>The most retries after a machine failed, 0 or more. Default 3.</summary>
    public int NodeFaultRetries { get; set; } = s_default.NodeFault.MaxRetries;

    /// <summary>The seconds before the first of these retries, 0 or more; they double each time. Default 30.</summary>
    public int NodeFaultDelaySeconds { get; set; } = Seconds(s_default.NodeFault.Delay);

    /// <summary>The most retries after the command failed, 0 or more. Default 0: most programs fail again.</summary>
    public int OwnErrorRetries { get; set; } = s_default.OwnError.MaxRetries;

    /// <summary>The seconds before the first of these retries, 0 or more; they double each time. Default 30.</summary>
    public int OwnErrorDelaySeconds { get; set; } = Seconds(s_default.OwnError.Delay);

    /// <summary>The most seconds between two tries, 0 or more, for every cause. Default 1800.</summary>
    public int LongestDelaySeconds { get; set; } = Seconds(s_default.NodeFault.LongestDelay);

    /// <summary>
    /// The seconds from the first submission after which no other try begins, for every cause. 0, the default, means unlimited.
    /// </summary>
    public int TotalTimeSeconds { get; set; }

    /// <summary>
    /// The seconds that a try may wait for resources; after that it is stopped, and counts as out of stock. 0, the default, means
    /// unlimited.
    /// </summary>
    public int MaxQueueTimeSeconds { get; set; }

    /// <summary>
    /// The instance types to try, in order, after the job's own was out of stock. A run on this machine or in a quota leaves them out.
    /// </summary>
    public string[]? FallbackInstanceTypes { get; set; }

    /// <inheritdoc cref="RetryOptions.OnDemandAfterSpot"/>
    public bool OnDemandAfterSpot { get; set; }

    /// <inheritdoc cref="RetryOptions.ReuseOutputs"/>
    public bool ReuseOutputs { get; set; }

    /// <summary>The same retries as options of a run. Generated code calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RetryOptions ToOptions() => new()
    {
        OutOfStock = RuleOf(OutOfStockRetries, OutOfStockDelaySeconds),
        Preempted = RuleOf(PreemptedRetries, PreemptedDelaySeconds),
        NodeFault = RuleOf(NodeFaultRetries, NodeFaultDelaySeconds),
        OwnError = RuleOf(OwnErrorRetries, OwnErrorDelaySeconds),
        MaxQueueTime = LimitOf(MaxQueueTimeSeconds),
        FallbackInstanceTypes = FallbackInstanceTypes ?? [],
        OnDemandAfterSpot = OnDemandAfterSpot,
        ReuseOutputs = ReuseOutputs,
    };

    private RetryRule RuleOf(int retries, int delay) => new()
    {
        MaxRetries = retries,
        Delay = TimeSpan.FromSeconds(delay),
        LongestDelay = TimeSpan.FromSeconds(LongestDelaySeconds),
        TotalTime = LimitOf(TotalTimeSeconds),
    };

    private static TimeSpan? LimitOf(int seconds) => seconds == 0 ? null : TimeSpan.FromSeconds(seconds);

    private static int Seconds(TimeSpan time) => (int)time.TotalSeconds;
}
