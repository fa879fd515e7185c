using System.Diagnostics;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Internal.Backends;

/// <summary>The state of a run as spans and metrics tell it.</summary>
internal static class RunTelemetry
{
    /// <summary>The state of a run that has not ended.</summary>
    public static string StateOf(JobStatus status) => status switch
    {
        JobStatus.Running or JobStatus.Restarting => RunStates.Executing,
        JobStatus.Stopping or JobStatus.Publishing => RunStates.Finalizing,
        _ => RunStates.Pending,
    };

    /// <summary>The end of a run.</summary>
    public static RunEnd EndOf(JobInfo info, string backend)
    {
        var result = info.Status.IsSuccess() ? RunResults.Success : info.FailureCause switch
        {
            JobFailureCause.TimeLimit => RunResults.Timeout,
            JobFailureCause.Stopped => RunResults.Cancellation,
            JobFailureCause.OutOfStock or JobFailureCause.Preempted or JobFailureCause.NodeFault => RunResults.Error,
            _ => info.Status == JobStatus.Stopped ? RunResults.Cancellation : RunResults.Failure,
        };
        var error = result == RunResults.Success ? null
            : info.FailureCause is JobFailureCause.None or JobFailureCause.Unknown ? "_OTHER" : info.FailureCause.ToString();
        return new(info.RecordName, backend, result, error);
    }

    /// <summary>Measures a run that has ended.</summary>
    public static void Ended(JobInfo info, string backend)
    {
        TimeSpan? pending = info.StartedAt is { } started ? NotNegative(started - info.CreatedAt) : null;
        TimeSpan? executing = info.StartedAt is { } from && info.FinishedAt is { } to ? NotNegative(to - from) : null;
        // A run that never started was pending until its end.
        if (info.StartedAt is null && info.FinishedAt is { } end) pending = NotNegative(end - info.CreatedAt);
        Meters.Ended(EndOf(info, backend), pending, executing);
    }

    /// <summary>Adds to a span what is known of a run.</summary>
    public static void Describe(Activity? span, JobInfo info, string backend)
    {
        if (span is not { IsAllDataRequested: true }) return;
        span.SetTag(AttributeNames.RunId, info.Id);
        span.SetTag(AttributeNames.RunName, info.Name);
        span.SetTag(AttributeNames.NodeCount, info.NodeCount);
        if (info.ConsoleUrl is { } url) span.SetTag(AttributeNames.RunUrl, url.ToString());
        if (backend == "dlc" && info.StatusText is { } text) span.SetTag(AttributeNames.DlcStatus, text);
        if (backend == "dlc" && info.ReasonCode is { } reason) span.SetTag(AttributeNames.DlcReason, reason);
        if (!info.Status.HasResult())
        {
            span.SetTag(AttributeNames.RunState, StateOf(info.Status));
            return;
        }

        var end = EndOf(info, backend);
        span.SetTag(AttributeNames.Result, end.Result);
        if (end.Error is null) return;
        span.SetTag(AttributeNames.ErrorType, end.Error);
        span.SetStatus(ActivityStatusCode.Error, info.ReasonCode);
    }

    private static TimeSpan NotNegative(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
