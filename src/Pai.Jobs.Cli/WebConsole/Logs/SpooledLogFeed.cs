using System.Text;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>
/// The log of a run that is read through its backend once: the lines go to files of a private temporary folder, which is deleted at the
/// end. Lines of the same second are in the order of their nodes.
/// </summary>
internal sealed class SpooledLogFeed : ILogFeed
{
    private const int BatchLines = 2000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-jobs-log-");
    private readonly CancellationTokenSource _stopping;
    private readonly IAsyncEnumerator<LogLine> _lines;
    private readonly List<(PartScanner Scanner, FileStream File)> _files = [];
    private readonly Dictionary<(string Node, LogStream Stream), int> _numbers = [];
    private readonly TimeProvider _clock;
    // Replaced, not changed: others read it meanwhile.
    private volatile LogPart[] _parts = [];
    private Task<bool>? _next;
    private DateTimeOffset _last;

    public SpooledLogFeed(RunSource source, JobInfo run, TimeProvider clock, CancellationToken stopping)
    {
        _clock = clock;
        _last = run.CreatedAt;
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _lines = source.Backend.ReadLogsAsync(run.Id, new() { Follow = true }, _stopping.Token).GetAsyncEnumerator(_stopping.Token);
    }

    public IReadOnlyList<LogPart> Parts => _parts;

    public TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(100);

    public long Missing { get; private set; }

    /// <summary>The folder of the spool.</summary>
    public string Folder => _folder.FullName;

    public async Task<bool> ReadAsync(Action<LogBlock> add, CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = new List<(int Part, DateTimeOffset Time, string Text, bool IsReplaced)>();
            var isOver = false;
            while (batch.Count < BatchLines)
            {
                _next ??= _lines.MoveNextAsync().AsTask();
                if (batch.Count > 0 && !_next.IsCompleted) break;
                if (!_next.IsCompleted)
                {
                    // Nothing there yet: what is known so far is shown.
                    var pause = Task.Delay(Interval, _clock, cancellationToken);
                    if (await Task.WhenAny(_next, pause) == pause)
                    {
                        await pause;
                        return false;
                    }
                }

                isOver = !await _next;
                if (isOver) break;
                _next = null;
                batch.Add(Take(_lines.Current));
            }

            Write(batch, add, cancellationToken);
            if (isOver) return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        try
        {
            if (_next is not null) await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _lines.DisposeAsync();
        }
        finally
        {
            foreach (var (_, file) in _files) await file.DisposeAsync();
            _stopping.Dispose();
            _folder.Delete(recursive: true);
        }
    }

    private (int Part, DateTimeOffset Time, string Text, bool IsReplaced) Take(LogLine line)
    {
        if (line.Stream == LogStream.System) Missing++;
        _last = line.Time ?? _last;
        var key = (line.Node ?? "", line.Stream);
        if (!_numbers.TryGetValue(key, out var number))
        {
            _numbers[key] = number = _parts.Length;
            var part = new LogPart(Path.Combine(_folder.FullName, $"{number}.log"), key.Item1, line.Stream, Tag: null, HasTimes: true);
            _files.Add((new(number, part), new(part.Path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)));
            _parts = [.. _parts, part];
        }

        return (number, _last, line.Text, line.IsReplaced);
    }

    private void Write(
        List<(int Part, DateTimeOffset Time, string Text, bool IsReplaced)> batch,
        Action<LogBlock> add,
        CancellationToken cancellationToken)
    {
        var groups = batch.GroupBy(l => (Second: l.Time.ToUnixTimeSeconds(), l.Part));
        foreach (var group in groups.OrderBy(g => g.Key.Second).ThenBy(g => g.Key.Part))
        {
            var (scanner, file) = _files[group.Key.Part];
            foreach (var (_, time, text, isReplaced) in group)
            {
                file.Write(Encoding.UTF8.GetBytes(LogPart.TimePrefix(time)));
                // A line end in a line would make two of it.
                file.Write(Encoding.UTF8.GetBytes(text.Replace('\n', ' ').Replace('\r', ' ')));
                // The next line takes its place, as in the log of this machine.
                file.WriteByte(isReplaced ? (byte)'\r' : (byte)'\n');
            }

            file.Flush();
            scanner.Scan(file.Length, _last, isLast: false, add, cancellationToken);
        }
    }
}
