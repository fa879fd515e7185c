using System.Globalization;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The time and the number of lines that are asked for.</summary>
/// <remarks>Both are always sent: the service's defaults are seven days, and for the events of a job perhaps one line.</remarks>
internal sealed record DlcLines
{
    public DateTimeOffset Start { get; init; } = DlcClient.Beginning;

    /// <summary>The end of the time; null for now.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>The most lines. Default 2000.</summary>
    public int MaxCount { get; init; } = 2000;
}

internal sealed partial class DlcClient
{
    public Task<DlcEvents> GetJobEventsAsync(string jobId, DlcLines? lines = null, CancellationToken cancellationToken = default)
    {
        lines ??= new();
        var request = Get("GetJobEvents", $"{JobPath(jobId)}/events")
            .Query("StartTime", lines.Start).Query("EndTime", lines.End)
            .Query("MaxEventsNum", lines.MaxCount);
        return SendAsync(request, DlcJson.Lenient.DlcEvents, cancellationToken);
    }

    /// <param name="jobId">The job.</param>
    /// <param name="podId">The pod.</param>
    /// <param name="podUid">An earlier pod in its place; null for the present one.</param>
    /// <param name="lines">The lines; null for the first or last 2000 of all.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<DlcEvents> GetPodEventsAsync(
        string jobId, string podId, string? podUid = null, DlcLines? lines = null, CancellationToken cancellationToken = default)
    {
        lines ??= new();
        var request = Get("GetPodEvents", $"{PodPath(jobId, podId)}/events")
            .Query("PodUid", podUid).Query("StartTime", lines.Start).Query("EndTime", lines.End)
            .Query("MaxEventsNum", lines.MaxCount);
        return SendAsync(request, DlcJson.Lenient.DlcEvents, cancellationToken);
    }

    /// <inheritdoc cref="GetPodEventsAsync"/>
    public Task<DlcPodLogs> GetPodLogsAsync(
        string jobId, string podId, string? podUid = null, DlcLines? lines = null, CancellationToken cancellationToken = default)
    {
        lines ??= new();
        var request = Get("GetPodLogs", $"{PodPath(jobId, podId)}/logs")
            .Query("PodUid", podUid).Query("StartTime", lines.Start).Query("EndTime", lines.End)
            .Query("MaxLines", lines.MaxCount).Query("DownloadToFile", false);
        return SendAsync(request, DlcJson.Lenient.DlcPodLogs, cancellationToken);
    }

    /// <param name="jobId">The job.</param>
    /// <param name="metricType">For instance <c>CpuCoreUsage</c>.</param>
    /// <param name="start">The start of the time, which the service sets to an hour ago if it is missing.</param>
    /// <param name="end">The end of the time; null for now.</param>
    /// <param name="step">The time between two values, at least a second; null for five minutes.</param>
    /// <param name="token">A token of a shared page; null for none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<DlcJobMetrics> GetJobMetricsAsync(
        string jobId, string metricType, DateTimeOffset start, DateTimeOffset? end = null, TimeSpan? step = null, string? token = null,
        CancellationToken cancellationToken = default)
    {
        var request = Get("GetJobMetrics", $"{JobPath(jobId)}/metrics")
            .Query("MetricType", metricType).Query("StartTime", start).Query("EndTime", end)
            .Query("TimeStep", step is { } time ? StepText(time) : null).Query("Token", token);
        return SendAsync(request, DlcJson.Lenient.DlcJobMetrics, cancellationToken);
    }

    /// <param name="jobId">The job.</param>
    /// <param name="podId">The pod, which must live.</param>
    /// <param name="podUid">The pod's unique id; null for the present one.</param>
    /// <param name="isShared">True for a link that works once.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<DlcWebTerminal> GetWebTerminalAsync(
        string jobId, string podId, string? podUid = null, bool isShared = false, CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest("GetWebTerminal", "paidlc", HttpMethod.Get, $"{PodPath(jobId, podId)}/webterminal")
        {
            DependsOnStatus = true,
        };
        return SendAsync(request.Query("PodUid", podUid).Query("IsShared", isShared), DlcJson.Lenient.DlcWebTerminal, cancellationToken);
    }

    /// <summary><c>5m</c>; seconds where they are not whole minutes.</summary>
    private static string StepText(TimeSpan step)
    {
        var seconds = (long)step.TotalSeconds;
        return seconds % 60 == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}m")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds}s");
    }
}
