using System.Globalization;

namespace Pai.Jobs.Internal.Local;

/// <summary>The log files of a run that a query asks for: two for each node.</summary>
internal sealed class LogFiles : IDisposable
{
    private const string PositionPrefix = "local:";

    private readonly List<LogFileReader> _files = [];
    private readonly string _prefix;

    private LogFiles(string prefix) => _prefix = prefix;

    public IReadOnlyList<LogFileReader> All => _files;

    /// <exception cref="JobException">The run has no such node.</exception>
    /// <exception cref="ArgumentException">The position is not one of this log.</exception>
    public static LogFiles Open(RunFolder folder, RunRecord record, LogQuery query, TimeProvider clock)
    {
        var all = folder.Nodes(record.Nodes);
        var nodes = query.Node is null ? all : [.. all.Where(n => n.Name == query.Node)];
        if (nodes.Count == 0)
        {
            throw new JobException(
                $"The run {record.Id} has no node \"{query.Node}\". Its nodes: {string.Join(", ", all.Select(n => n.Name))}.");
        }

        var prefix = $"{PositionPrefix}{record.Id}:";
        var offsets = Parse(query.After, prefix, nodes.Count * 2);
        var files = new LogFiles(prefix);
        try
        {
            foreach (var (name, node) in nodes)
            {
                var index = LogIndex.Read(node);
                files.Add(node.StdoutLog, LogStream.StandardOutput, index.StandardOutput, name, offsets, record.Tag, clock);
                files.Add(node.StderrLog, LogStream.StandardError, index.StandardError, name, offsets, record.Tag, clock);
            }
        }
        catch
        {
            files.Dispose();
            throw;
        }

        return files;
    }

    /// <summary>The last lines of what is there now, in order of time; within a second, standard output first.</summary>
    /// <param name="count">How many.</param>
    /// <param name="isWhole">Whether what stands after the last line end is a line too: no more is to be read.</param>
    /// <param name="query">The times that count.</param>
    public IEnumerable<LogLine> ReadTail(int count, bool isWhole, LogQuery query)
    {
        var lines = new List<LogLine>();
        foreach (var file in _files)
        {
            // The last lines before a time may be anywhere in the file.
            if (query.Until is null) file.SeekTail(count);
            var ofFile = new Queue<LogLine>();
            while (!file.IsAtKnownEnd && file.Fill())
                while (file.TryReadLine(out var line)) Add(line);
            if (isWhole && file.TryReadRest(out var rest)) Add(rest);
            lines.AddRange(ofFile);

            void Add(LogLine line)
            {
                if (!LocalLog.IsWanted(line, query)) return;
                ofFile.Enqueue(line);
                if (ofFile.Count > count) ofFile.Dequeue();
            }
        }

        // The sort is stable: the order within a stream is kept.
        return lines.OrderBy(l => l.Time).TakeLast(count);
    }

    public void Dispose()
    {
        foreach (var file in _files) file.Dispose();
    }

    private void Add(string path, LogStream stream, LogTimes times, string node, List<long>? offsets, string tag, TimeProvider clock)
    {
        var number = _files.Count;
        _files.Add(new(path, stream, times, node, offsets?[number] ?? 0, () => FormatAround(number), tag, clock));
    }

    /// <summary>Writes positions of one file while the others stay where they are now.</summary>
    private Func<long, string> FormatAround(int number)
    {
        var offsets = _files.Select(f => f.Position).ToArray();
        return offset =>
        {
            var all = (long[])offsets.Clone();
            all[number] = offset;
            return _prefix + string.Join(',', all.Select(o => o.ToString(CultureInfo.InvariantCulture)));
        };
    }

    private static List<long>? Parse(LogPosition? position, string prefix, int count)
    {
        if (position?.ToString() is not { } text) return null;
        var parts = text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..].Split(',') : [];
        var offsets = new List<long>();
        foreach (var part in parts)
            if (long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)) offsets.Add(offset);
        return offsets.Count == count && parts.Length == count
            ? offsets
            : throw new ArgumentException(
                $"LogQuery.After is \"{text}\", which is not a position in the log of this run with these nodes. "
                + "Use LogLine.Position of a line that the same query gave.");
    }
}
