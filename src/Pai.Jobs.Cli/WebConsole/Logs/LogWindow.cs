using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Reads lines of a log by their number.</summary>
internal static class LogWindow
{
    private const int ShortestLine = 1024;
    private const int LongestLine = 1 << 16;

    /// <summary>The characters of a line in a window of so many.</summary>
    public static int LineLimit(int count) => Math.Clamp(ConsoleLimits.WindowCharacters / Math.Max(count, 1), ShortestLine, LongestLine);

    /// <summary>Reads a window.</summary>
    /// <param name="log">The log.</param>
    /// <param name="filter">The lines to count.</param>
    /// <param name="from">The number of the first line.</param>
    /// <param name="count">The number of lines, those that are folded among them.</param>
    /// <param name="isFolded">
    /// True to leave out lines that the next line of the window takes the place of: it has their number. Numbers of lines stay as they are.
    /// </param>
    /// <param name="cancellationToken">A token that cancels the reading.</param>
    public static LogLinesJson Read(
        RunLog log, LogFilter filter, long from, int count, bool isFolded, CancellationToken cancellationToken)
    {
        var view = log.View(filter);
        var total = view.Total;
        var lines = new List<LogLineJson>();
        var limit = LineLimit(count);
        var end = Math.Min(total, from + count);
        LogPart? before = null;
        for (var (at, number) = (view.IndexOf(from), from); number < end; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (block, first) = view.At(at);
            var part = log.Parts[block.Part];
            foreach (var line in BlockReader.Read(part, block, limit, (int)(number - first), (int)Math.Min(int.MaxValue, end - number)))
            {
                var json = Json(number++, part, line);
                if (isFolded && before == part && lines[^1] is { Replaced: true } state)
                    lines[^1] = json with { States = (state.States ?? 0) + 1 };
                else lines.Add(json);
                before = part;
            }
        }

        return new(from, total, lines);
    }

    private static LogLineJson Json(long number, LogPart part, BlockLine line) => new(
        number,
        line.Time,
        part.Node,
        part.StreamName,
        line.Text,
        part.Stream == LogStream.System || line.IsTruncated ? null : ReportLine.Read(line.Text)?.ToString(),
        line.IsTruncated ? true : null,
        line.IsReplaced ? true : null,
        States: null);
}
