using System.Globalization;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Reads the events of a job and of its pods.</summary>
internal sealed class DlcEventReader(DlcServices services)
{
    /// <summary>The most that the service gives.</summary>
    private const int MaxEvents = 10_000;

    /// <summary>The events of more pods are left out: they take a call each.</summary>
    private const int MaxPods = 32;

    private static readonly string[] s_timeFormats =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss.fff", "yyyy-MM-ddTHH:mm:ss.fffZ"];

    /// <summary>The events, in order of their times.</summary>
    public async Task<IReadOnlyList<JobEvent>> ReadAsync(string jobId, CancellationToken cancellationToken)
    {
        var job = await services.Jobs.GetJobAsync(jobId, cancellationToken: cancellationToken).ConfigureAwait(false);
        var first = DlcInfo.TimeOf(job.GmtCreateTime) ?? DlcClient.Beginning;
        var lines = new DlcLines { MaxCount = MaxEvents };
        var own = await services.Jobs.GetJobEventsAsync(jobId, lines, cancellationToken).ConfigureAwait(false);
        var events = Read(own.Events, first, source: null);
        foreach (var pod in job.Pods?.Take(MaxPods) ?? [])
        {
            if (pod.PodId is not { } podId) continue;
            var name = DlcInfo.NodeOf(podId, jobId);
            foreach (var uid in (IEnumerable<string?>)[.. pod.HistoryPods?.Select(p => p.PodUid).OfType<string>() ?? [], null])
            {
                var answer = await services.Jobs.GetPodEventsAsync(jobId, podId, uid, lines, cancellationToken).ConfigureAwait(false);
                events.AddRange(Read(answer.Events, first, name));
            }
        }

        // A stable sort: the order of events of one time is the service's.
        return [.. events.OrderBy(e => e.Time)];
    }

    /// <summary>An event is a time and a message in one string; one without a time is at that of the event before it.</summary>
    private static List<JobEvent> Read(IReadOnlyList<string>? lines, DateTimeOffset first, string? source)
    {
        var events = new List<JobEvent>();
        foreach (var line in lines ?? [])
        {
            var (time, message) = Split(line);
            first = time ?? first;
            events.Add(new()
            {
                Time = first,
                Message = message,
                Source = source,
                Severity = message.Contains("warning", StringComparison.OrdinalIgnoreCase)
                    ? EventSeverity.Warning
                    : EventSeverity.Information,
            });
        }

        return events;
    }

    private static (DateTimeOffset? Time, string Message) Split(string line)
    {
        var first = line.IndexOf(' ', StringComparison.Ordinal);
        var second = first < 0 ? -1 : line.IndexOf(' ', first + 1);
        foreach (var end in (int[])[second, first, line.Length])
        {
            if (end <= 0) continue;
            if (DateTimeOffset.TryParseExact(
                line[..end], s_timeFormats, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            {
                return (time, line[end..].TrimStart());
            }
        }

        return (null, line);
    }
}
