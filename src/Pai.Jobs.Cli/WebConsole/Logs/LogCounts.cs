namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Counts the lines of a log by time, from its index alone.</summary>
internal static class LogCounts
{
    public static LogCountsJson Count(RunLog log, string? node, DateTimeOffset? from, DateTimeOffset? to, int buckets)
    {
        var state = log.State;
        // The end is not part of the time: the last line is.
        var (start, end) = (from ?? state.First, to ?? state.Last?.AddTicks(1));
        if (start is not { } first || end is not { } last || last <= first) return new(start, end, []);
        var counts = new long[buckets, 3];
        var span = (last - first).Ticks;
        var parts = log.Parts;
        for (int i = 0, count = log.Blocks.Count; i < count; i++)
        {
            var block = log.Blocks[i];
            if (block.Ticks < first.UtcTicks || block.Ticks >= last.UtcTicks) continue;
            if (block.Part >= parts.Count) parts = log.Parts;
            var part = parts[block.Part];
            if (node is not null && part.Node != node) continue;
            var bucket = (int)((Int128)(block.Ticks - first.UtcTicks) * buckets / span);
            counts[bucket, part.Stream switch { LogStream.StandardError => 1, LogStream.System => 2, _ => 0 }] += block.Lines;
        }

        return new(first, last, [.. Enumerable.Range(0, buckets).Select(i => new LogBucketJson(counts[i, 0], counts[i, 1], counts[i, 2]))]);
    }
}
