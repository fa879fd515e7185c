using System.Diagnostics.Metrics;

namespace Pai.Jobs.Internal.Telemetry;

/// <summary>Counts and measures. Without a listener, each of these does nothing and allocates nothing.</summary>
internal static class Meters
{
    private static readonly Meter s_meter =
        new(PaiJobsTelemetry.MeterName, typeof(Meters).Assembly.GetName().Version!.ToString(3));

    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram(
        MetricNames.RunDuration,
        "s",
        "Duration of a run, by record, state and result.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5, 15, 60, 300, 900, 3600, 14400, 43200, 86400, 604800] });

    private static readonly UpDownCounter<long> s_active = s_meter.CreateUpDownCounter<long>(
        MetricNames.ActiveRuns, "{run}", "Runs that this process waits for, by record and state.");

    private static readonly Counter<long> s_runs = s_meter.CreateCounter<long>(
        MetricNames.Runs, "{run}", "Runs that have ended, by record and result.");

    private static readonly Counter<long> s_bytes = s_meter.CreateCounter<long>(
        MetricNames.OssBytes, "By", "Bytes that transfers have moved, by operation.");

    private static readonly Counter<long> s_retries = s_meter.CreateCounter<long>(
        MetricNames.Retries, "{retry}", "Requests that were sent again after a failure, by service.");

    private static readonly Counter<long> s_throttled = s_meter.CreateCounter<long>(
        MetricNames.Throttled, "{request}", "Requests that a service refused because of their rate, by service.");

    /// <summary>True if something listens to what is told of runs.</summary>
    public static bool CountsRuns => s_duration.Enabled || s_active.Enabled || s_runs.Enabled;

    /// <summary>A run has begun (1) or ended (-1) to be in a state while it is waited for.</summary>
    public static void Active(int change, string? record, string backend, string state)
    {
        if (!s_active.Enabled) return;
        s_active.Add(
            change,
            new(AttributeNames.PipelineName, record),
            new(AttributeNames.Backend, backend),
            new(AttributeNames.RunState, state));
    }

    /// <summary>A run has ended.</summary>
    /// <param name="end">How.</param>
    /// <param name="pending">The time before the command was started; null where it is not known.</param>
    /// <param name="executing">The time from then on; null where it is not known.</param>
    public static void Ended(RunEnd end, TimeSpan? pending, TimeSpan? executing)
    {
        if (s_runs.Enabled) s_runs.Add(1, end.Tags());
        if (!s_duration.Enabled) return;
        if (pending is { } waited) s_duration.Record(waited.TotalSeconds, end.Tags(RunStates.Pending));
        if (executing is { } ran) s_duration.Record(ran.TotalSeconds, end.Tags(RunStates.Executing));
    }

    public static void Moved(string operation, long bytes)
    {
        if (bytes > 0 && s_bytes.Enabled) s_bytes.Add(bytes, new KeyValuePair<string, object?>(AttributeNames.OssOperation, operation));
    }

    /// <summary>A request is sent again.</summary>
    public static void Retried(string service)
    {
        if (s_retries.Enabled) s_retries.Add(1, new KeyValuePair<string, object?>(AttributeNames.Service, service));
    }

    /// <summary>A service has refused a request because of its rate.</summary>
    public static void Throttled(string service)
    {
        if (s_throttled.Enabled) s_throttled.Add(1, new KeyValuePair<string, object?>(AttributeNames.Service, service));
    }
}
