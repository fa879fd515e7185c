namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The metrics of a run as lines of a chart, with a bounded number of points.</summary>
internal static class RunMetrics
{
    /// <summary>All of them stay in memory for the answer.</summary>
    private const int MaxRead = 500_000;

    public static async Task<MetricsJson> ReadAsync(
        RunSource source, JobInfo run, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        var series = new Dictionary<(MetricKind Kind, string? Node), List<double[]>>();
        var count = 0;
        try
        {
            var query = new MetricQuery { Since = from, Until = to };
            await foreach (var point in source.Backend.ReadMetricsAsync(run.Id, query, cancellationToken))
            {
                if (!double.IsFinite(point.Value)) continue;
                if (!series.TryGetValue((point.Kind, point.Node), out var points)) series[(point.Kind, point.Node)] = points = [];
                points.Add([point.Time.ToUnixTimeMilliseconds() / 1000.0, point.Value]);
                if (++count >= MaxRead) break;
            }
        }
        catch (JobNotSupportedException e)
        {
            return new(false, e.Message, []);
        }

        return new(true, count >= MaxRead ? $"These are the first {MaxRead} measurements." : null, [.. series
            .OrderBy(s => s.Key.Kind).ThenBy(s => s.Key.Node, StringComparer.Ordinal)
            .Select(s => new SeriesJson(s.Key.Kind.ToString(), UnitOf(s.Key.Kind), s.Key.Node, Thin(s.Value)))]);
    }

    /// <summary>At most so many points: of each part of the time the lowest and the highest, so that no peak is lost.</summary>
    internal static IReadOnlyList<double[]> Thin(List<double[]> points)
    {
        points.Sort(static (a, b) => a[0].CompareTo(b[0]));
        if (points.Count <= ConsoleLimits.MetricPoints) return points;
        const int parts = ConsoleLimits.MetricPoints / 2;
        var thin = new List<double[]>(ConsoleLimits.MetricPoints);
        for (var part = 0; part < parts; part++)
        {
            var range = points[(int)((long)points.Count * part / parts)..(int)((long)points.Count * (part + 1) / parts)];
            var (low, high) = (range.MinBy(p => p[1])!, range.MaxBy(p => p[1])!);
            thin.Add(low[0] <= high[0] ? low : high);
            if (low != high) thin.Add(low[0] <= high[0] ? high : low);
        }

        return thin;
    }

    private static string UnitOf(MetricKind kind) => kind switch
    {
        MetricKind.CpuCores => "cores",
        MetricKind.GpuUtilization => "fraction",
        MetricKind.MemoryBytes or MetricKind.DiskBytes or MetricKind.GpuMemoryBytes => "bytes",
        _ => "bytes/s",
    };
}
