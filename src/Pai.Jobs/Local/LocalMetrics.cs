using System.Globalization;

namespace Pai.Jobs.Internal.Local;

/// <summary>The metrics of a run, from the measurements that its supervisor takes once a second.</summary>
internal static class LocalMetrics
{
    private static readonly MetricKind[] s_kinds = [MetricKind.CpuCores, MetricKind.MemoryBytes, MetricKind.DiskBytes];

    /// <exception cref="JobNotSupportedException">What is asked for is not measured here.</exception>
    public static IEnumerable<MetricPoint> Read(RunFolder folder, RunRecord record, MetricQuery query, JobInfo info, TimeProvider clock)
    {
        var kinds = query.Kinds.Count == 0 ? s_kinds : [.. query.Kinds.Intersect(s_kinds)];
        if (kinds.Length == 0)
        {
            throw new JobNotSupportedException(
                LocalBackend.BackendName,
                $"It does not measure {string.Join(", ", query.Kinds)}; it measures {string.Join(", ", s_kinds)}.");
        }

        if (!OperatingSystem.IsLinux() && kinds is not [MetricKind.DiskBytes])
        {
            throw new JobNotSupportedException(
                LocalBackend.BackendName, "It measures processors and memory on Linux only. Ask for DiskBytes alone.");
        }

        if (query.Node is { } node && !record.Nodes.Contains(node))
            throw new JobException($"The run {record.Id} has no node \"{node}\". Its nodes: {string.Join(", ", record.Nodes)}.");
        return Points(folder, record, kinds, info, clock).Where(p => IsWanted(p, query));
    }

    private static IEnumerable<MetricPoint> Points(RunFolder folder, RunRecord record, MetricKind[] kinds, JobInfo info, TimeProvider clock)
    {
        var samples = Samples(folder);
        foreach (var (name, node) in folder.Nodes(record.Nodes))
        {
            var index = record.Nodes.IndexOf(name);
            var before = (Time: (DateTimeOffset)File.GetLastWriteTimeUtc(node.StartedFile), Ticks: 0L);
            foreach (var sample in samples.Where(s => s.Node == index))
            {
                var seconds = (sample.Time - before.Time).TotalSeconds;
                if (kinds.Contains(MetricKind.CpuCores) && seconds > 0)
                    yield return Point(sample.Time, MetricKind.CpuCores, Math.Max(0, sample.Ticks - before.Ticks) / 100.0 / seconds, name);
                // The last line is written when the processes are gone.
                if (kinds.Contains(MetricKind.MemoryBytes) && sample.Pages > 0)
                    yield return Point(sample.Time, MetricKind.MemoryBytes, (double)sample.Pages * Environment.SystemPageSize, name);
                before = (sample.Time, sample.Ticks);
            }
        }

        if (kinds.Contains(MetricKind.DiskBytes))
            yield return Point(info.FinishedAt ?? clock.GetUtcNow(), MetricKind.DiskBytes, SizeOf(new(folder.Root)), node: null);
    }

    /// <summary>
    /// The lines of the file, each with its time: the last one is as old as the file, and the machine's uptime tells how much older the
    /// others are.
    /// </summary>
    private static List<(DateTimeOffset Time, int Node, long Ticks, long Pages)> Samples(RunFolder folder)
    {
        var lines = new List<(double Uptime, int Node, long Ticks, long Pages)>();
        if (!File.Exists(folder.MetricsFile)) return [];
        var written = new DateTimeOffset(File.GetLastWriteTimeUtc(folder.MetricsFile), TimeSpan.Zero);
        foreach (var line in File.ReadLines(folder.MetricsFile))
            if (Parse(line) is { } sample) lines.Add(sample);
        return [.. lines.Select(l => (written - TimeSpan.FromSeconds(lines[^1].Uptime - l.Uptime), l.Node, l.Ticks, l.Pages))];
    }

    private static (double Uptime, int Node, long Ticks, long Pages)? Parse(string line)
    {
        var fields = line.Split(' ');
        return fields.Length == 4
            && double.TryParse(fields[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var uptime)
            && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var node)
            && long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && long.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var pages)
            ? (uptime, node, ticks, pages)
            : null;
    }

    /// <summary>The size of all files; what vanishes meanwhile or cannot be read is left out.</summary>
    private static double SizeOf(DirectoryInfo folder)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        try
        {
            return folder.EnumerateFiles("*", options).Sum(f => f.Exists ? (double)f.Length : 0);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return 0;
        }
    }

    private static bool IsWanted(in MetricPoint point, MetricQuery query) =>
        (query.Node is null || point.Node == query.Node) && !(point.Time < query.Since) && !(point.Time >= query.Until);

    private static MetricPoint Point(DateTimeOffset time, MetricKind kind, double value, string? node) =>
        new() { Time = time, Kind = kind, Value = value, Node = node };
}
