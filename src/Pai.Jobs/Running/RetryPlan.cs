namespace Pai.Jobs.Internal.Running;

/// <summary>
/// Decides after each try whether, when and where there is another one. It follows from the tries so far and nothing else: a process that
/// finds them by their submit keys continues where the one before it was.
/// </summary>
/// <param name="options">The options.</param>
/// <param name="instanceType">The instance type of the first try; null where it has none.</param>
/// <param name="isSpot">True if the first try asks for spot instances.</param>
internal sealed class RetryPlan(RetryOptions options, string? instanceType, bool isSpot)
{
    private readonly Dictionary<JobFailureCause, int> _failures = [];
    private readonly IReadOnlyList<string?> _types = [instanceType, .. options.FallbackInstanceTypes];
    private DateTimeOffset? _began;
    private int _place;

    /// <summary>The retries of a run: those of its options, or else the record's; null for none.</summary>
    public static RetryOptions? OptionsOf(JobDefinition record, RunOptions options)
    {
        if (options.Retry is not null || options.Unset.HasFlag(JobProperties.Retry)) return options.Retry;
        // The record's fallbacks are for its own kind of resources, which the options may replace.
        var isElsewhere = options.InstanceType == "local" || options.ResourceId is not null;
        return isElsewhere && record.Retry is { } retry ? retry with { FallbackInstanceTypes = [] } : record.Retry;
    }

    /// <summary>The number of choices: all types, and all of them once more on demand.</summary>
    private int Places => _types.Count * (isSpot && options.OnDemandAfterSpot ? 2 : 1);

    /// <summary>The instance type of the next try.</summary>
    public string? InstanceType => _types[_place % _types.Count];

    /// <summary>True if that is not the job's own.</summary>
    public bool HasOtherType => _place % _types.Count != 0;

    /// <summary>True if the next try asks for on-demand instances though the job asks for spot instances.</summary>
    public bool IsOnDemand => _place >= _types.Count;

    /// <summary>The cause of a failure, where the job was stopped since it waited for too long.</summary>
    public JobFailureCause CauseOf(JobInfo ended, bool wasStoppedInQueue)
    {
        if (ended.Status != JobStatus.Stopped || options.MaxQueueTime is not { } longest) return ended.FailureCause;
        // Another process may have stopped it, which does not matter: it has waited that long, and never begun.
        var hasWaited = wasStoppedInQueue || ended.FinishedAt - ended.CreatedAt >= longest;
        return ended.StartedAt is null && hasWaited ? JobFailureCause.OutOfStock : ended.FailureCause;
    }

    /// <summary>Takes note of a try that failed.</summary>
    /// <returns>When the next one may begin; null where there is none.</returns>
    public DateTimeOffset? Next(JobInfo ended, JobFailureCause cause, DateTimeOffset now)
    {
        _began ??= ended.CreatedAt;
        var rule = RuleOf(cause);
        var number = _failures[cause] = _failures.GetValueOrDefault(cause) + 1;
        if (number > rule.MaxRetries) return null;
        var time = (ended.FinishedAt ?? now) + (MoveOn(cause) ? TimeSpan.Zero : rule.DelayBefore(number));
        return time - _began > rule.TotalTime ? null : time;
    }

    private RetryRule RuleOf(JobFailureCause cause) => cause switch
    {
        JobFailureCause.OutOfStock => options.OutOfStock,
        JobFailureCause.Preempted => options.Preempted,
        JobFailureCause.NodeFault => options.NodeFault,
        JobFailureCause.OwnError => options.OwnError,
        _ => RetryRule.None,
    };

    /// <summary>Chooses the instance type of the next try.</summary>
    /// <returns>True if it is one that may have stock though the last had none.</returns>
    private bool MoveOn(JobFailureCause cause)
    {
        if (cause == JobFailureCause.Preempted && Places > _types.Count && !IsOnDemand) _place += _types.Count;
        if (cause != JobFailureCause.OutOfStock) return false;
        _place = (_place + 1) % Places;
        return _place != 0;
    }
}
