using System.Diagnostics;

namespace Pai.Jobs.Internal.Telemetry;

/// <summary>Starts and ends spans. Without a listener, each of these does nothing and allocates nothing.</summary>
internal static class Spans
{
    private static readonly ActivitySource s_source =
        new(PaiJobsTelemetry.ActivitySourceName, typeof(Spans).Assembly.GetName().Version!.ToString(3));

    /// <summary>Starts a span about a record; null where nothing listens.</summary>
    /// <param name="name">One of <see cref="SpanNames"/>.</param>
    /// <param name="record">The full name of the record; null where it is not known.</param>
    /// <param name="backend">The name of the backend.</param>
    public static Activity? Start(string name, string? record, string backend)
    {
        if (!s_source.HasListeners()) return null;
        var activity = s_source.StartActivity(record is null ? name : $"{name} {record}", ActivityKind.Client);
        if (activity is not { IsAllDataRequested: true }) return activity;
        activity.SetTag(AttributeNames.Backend, backend);
        if (record is not null) activity.SetTag(AttributeNames.PipelineName, record);
        return activity;
    }

    /// <summary>Starts a span of a step inside another; null where nothing listens.</summary>
    public static Activity? StartStep(string name) => s_source.HasListeners() ? s_source.StartActivity(name) : null;

    /// <summary>
    /// Marks a span as failed, with the service and its code where one refused. Messages are left out: they may have an object's key, lines
    /// of a log, or a secret of another library. A cancellation is not a failure.
    /// </summary>
    public static void Fail(Activity? span, Exception e)
    {
        if (span is null) return;
        if (e is OperationCanceledException) return;
        span.SetStatus(
            ActivityStatusCode.Error, e is PaiException { Refusal: var (by, reason, _) } ? $"{by}: {reason}" : e.GetType().Name);
        span.SetTag(AttributeNames.ErrorType, e.GetType().FullName);
        if (e is not PaiException { Refusal: var (service, code, requestId) }) return;
        span.SetTag(AttributeNames.Service, service);
        if (code is not null) span.SetTag(AttributeNames.ErrorCode, code);
        if (requestId is not null) span.SetTag(AttributeNames.RequestId, requestId);
    }
}
