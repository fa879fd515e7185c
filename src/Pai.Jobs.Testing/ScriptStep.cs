namespace Pai.Jobs.Internal.Testing;

/// <summary>One step of a script.</summary>
/// <param name="At">When, after the submission.</param>
internal abstract record ScriptStep(TimeSpan At);

internal sealed record StatusStep(TimeSpan At, JobStatus Status) : ScriptStep(At)
{
    public int? ExitCode { get; init; }

    public string? ReasonCode { get; init; }

    public string? ReasonMessage { get; init; }

    /// <summary>The cause; null for the one that follows from the status and the exit code.</summary>
    public JobFailureCause? Cause { get; init; }

    public JobFailureCause FailureCause => Cause ?? Status switch
    {
        JobStatus.Failed or JobStatus.FailedReserving => ExitCode is null ? JobFailureCause.Unknown : JobFailureCause.OwnError,
        JobStatus.Stopped => JobFailureCause.Stopped,
        _ => JobFailureCause.None,
    };
}

/// <summary>A line of the log; or, with an exception, the point where reading fails.</summary>
internal sealed record LogStep(TimeSpan At, string Text, LogStream Stream, string? Node, Exception? Failure = null) : ScriptStep(At);

internal sealed record EventStep(TimeSpan At, string Message, string? Reason, EventSeverity Severity) : ScriptStep(At);

internal sealed record MetricStep(TimeSpan At, MetricKind Kind, double Value, string? Node) : ScriptStep(At);

internal sealed record FileStep(TimeSpan At, string Output, string Path, string Content) : ScriptStep(At);
