using System.Runtime.CompilerServices;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Reads the metrics of a job.</summary>
internal sealed class DlcMetricReader(DlcServices services)
{
    private static readonly (MetricKind Kind, string Type)[] s_types =
    [
        (MetricKind.CpuCores, "CpuCoreUsage"),
        (MetricKind.MemoryBytes, "MemoryUsage"),
        (MetricKind.GpuUtilization, "GpuCoreUsage"),
        (MetricKind.GpuMemoryBytes, "GpuMemoryUsage"),
        (MetricKind.NetworkReceiveBytesPerSecond, "NetworkInputRate"),
        (MetricKind.NetworkSendBytesPerSecond, "NetworkOutputRate"),
        (MetricKind.DiskReadBytesPerSecond, "DiskReadRate"),
        (MetricKind.DiskWriteBytesPerSecond, "DiskWriteRate"),
    ];

    /// <exception cref="JobNotSupportedException">The service keeps none for this job.</exception>
    public async IAsyncEnumerable<MetricPoint> ReadAsync(
        string jobId, MetricQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var job = await services.Jobs.GetJobAsync(jobId, cancellationToken: cancellationToken).ConfigureAwait(false);
        var start = query.Since ?? DlcInfo.TimeOf(job.GmtCreateTime) ?? DlcClient.Beginning;
        var isKept = false;
        foreach (var (kind, type) in s_types.Where(t => query.Kinds.Count == 0 || query.Kinds.Contains(t.Kind)))
        {
            var answer = await services.Jobs.GetJobMetricsAsync(
                jobId, type, start, query.Until, TimeSpan.FromMinutes(1), cancellationToken: cancellationToken).ConfigureAwait(false);
            foreach (var pod in answer.PodMetrics ?? [])
            {
                isKept = true;
                var node = DlcInfo.NodeOf(pod.PodId, jobId);
                if (query.Node is not null && query.Node != node) continue;
                foreach (var metric in pod.Metrics ?? [])
                {
                    if (metric is not { Time: { } time, Value: { } value }) continue;
                    yield return new()
                    {
                        Time = DateTimeOffset.FromUnixTimeMilliseconds(time),
                        Kind = kind,
                        Value = value,
                        Node = node,
                    };
                }
            }
        }

        if (!isKept && DlcStatus.Parse(job.Status) is not (JobStatus.Creating or JobStatus.Queuing or JobStatus.EnvPreparing))
        {
            throw new JobNotSupportedException(
                DlcBackend.BackendName,
                $"The metrics of the job {jobId} are not available: PAI-DLC keeps them for pay-as-you-go general compute only, and for a "
                + "limited time. CloudMonitor has those of other resources.");
        }
    }
}
