using Pai.Jobs.Internal.Local;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>
/// The log of a run of this machine: the files that its nodes write, in the order of the times that its supervisor notes, to the second.
/// Only what has a time is read while the run goes on, so that a line keeps its number.
/// </summary>
internal sealed class LocalLogFeed : ILogFeed
{
    private readonly RunFolder _folder;
    private readonly RunRecord _record;
    private readonly TimeProvider _clock;
    private readonly List<LogPart> _parts = [];
    private readonly List<PartScanner> _scanners = [];
    private readonly List<MarkReader> _marks = [];

    public LocalLogFeed(string runsDirectory, string id, TimeProvider clock)
    {
        _folder = new(Path.Combine(runsDirectory, id));
        _record = RunRecord.Read(_folder) ?? throw new JobNotFoundException(id, $"There is no run {id} in {runsDirectory}.");
        _clock = clock;
        foreach (var (name, node) in _folder.Nodes(_record.Nodes))
        {
            _marks.Add(new(node.LogIndex, _parts.Count));
            Add(node.StdoutLog, name, LogStream.StandardOutput);
            Add(node.StderrLog, name, LogStream.StandardError);
        }
    }

    public IReadOnlyList<LogPart> Parts => _parts;

    public TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(300);

    public long Missing => 0;

    public Task<bool> ReadAsync(Action<LogBlock> add, CancellationToken cancellationToken)
    {
        // Asked before the last reading: what was written before the end is then all there.
        var isOver = !Directory.Exists(_folder.Root) || RunStatus.Of(RunFacts.Read(_folder, _record, _clock)).IsCommandOver;
        ReadMarked(add, cancellationToken);
        if (!isOver) return Task.FromResult(false);
        // What was written in the last second has no mark.
        var rests = _parts.Select((p, i) => (Number: i, File: new FileInfo(p.Path))).Where(r => r.File.Exists)
            .OrderBy(r => r.File.LastWriteTimeUtc);
        foreach (var (number, file) in rests)
            _scanners[number].Scan(long.MaxValue, new(file.LastWriteTimeUtc, TimeSpan.Zero), isLast: true, add, cancellationToken);
        return Task.FromResult(true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void ReadMarked(Action<LogBlock> add, CancellationToken cancellationToken)
    {
        var queue = new PriorityQueue<MarkReader, (DateTimeOffset, int)>();
        foreach (var marks in _marks) Enqueue(marks);
        while (queue.TryDequeue(out var marks, out _))
        {
            var mark = marks.Take();
            _scanners[mark.Part].Scan(mark.Until, mark.Time, isLast: false, add, cancellationToken);
            Enqueue(marks);
        }

        void Enqueue(MarkReader marks)
        {
            if (marks.TryPeek(out var mark)) queue.Enqueue(marks, (mark.Time, mark.Part));
        }
    }

    private void Add(string path, string node, LogStream stream)
    {
        var part = new LogPart(path, node, stream, _record.Tag, HasTimes: false);
        _scanners.Add(new(_parts.Count, part));
        _parts.Add(part);
    }
}
