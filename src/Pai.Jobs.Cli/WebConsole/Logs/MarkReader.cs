using System.Globalization;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Up to which byte a file of a log was written by when.</summary>
internal readonly record struct LogMark(int Part, long Until, DateTimeOffset Time);

/// <summary>
/// The marks that the supervisor writes for the two files of one node, in their order, as they come. Of a very long log marks are left out:
/// its times are then coarser, and its index stays small.
/// </summary>
internal sealed class MarkReader(string path, int firstPart)
{
    /// <summary>So many marks to the second; then so many to every two seconds, and so on.</summary>
    private const int FullMarks = 50_000;

    private readonly Queue<LogMark> _ready = new();
    private readonly long[] _until = [0, 0];
    private readonly DateTimeOffset[] _time = [DateTimeOffset.MinValue, DateTimeOffset.MinValue];
    private readonly LogMark?[] _held = [null, null];
    private long _offset;
    private long _taken;
    private bool _isAtEnd;

    /// <summary>The next mark; false if there is none yet.</summary>
    public bool TryPeek(out LogMark mark)
    {
        while (_ready.Count == 0 && Fill())
        {
        }

        return _ready.TryPeek(out mark);
    }

    public LogMark Take()
    {
        _taken++;
        return _ready.Dequeue();
    }

    /// <summary>Reads a piece of the file; at its end, what was left out for the next mark's sake is a mark, too.</summary>
    private bool Fill()
    {
        var buffer = new byte[1 << 14];
        var read = 0;
        if (File.Exists(path))
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            read = RandomAccess.Read(file, buffer, _offset);
        }

        // The last line may be half there.
        var whole = buffer.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
        if (whole == 0)
        {
            if (_isAtEnd) return false;
            _isAtEnd = true;
            Release();
            return _ready.Count > 0;
        }

        _isAtEnd = false;
        _offset += whole;
        foreach (var line in System.Text.Encoding.ASCII.GetString(buffer, 0, whole).Split('\n')) Take(line);
        return true;
    }

    private void Take(string line)
    {
        var fields = line.Split(' ');
        if (fields.Length != 4) return;
        Add(0, fields[0], fields[1]);
        Add(1, fields[2], fields[3]);
    }

    private void Add(int stream, string time, string size)
    {
        if (!TryParse(time, out var seconds) || !TryParse(size, out var until) || until <= _until[stream]) return;
        _until[stream] = until;
        var mark = new LogMark(firstPart + stream, until, DateTimeOffset.FromUnixTimeSeconds(seconds));
        if (mark.Time - _time[stream] < TimeSpan.FromSeconds(_taken / FullMarks))
        {
            _held[stream] = mark;
            return;
        }

        _held[stream] = null;
        _time[stream] = mark.Time;
        _ready.Enqueue(mark);
    }

    private void Release()
    {
        for (var stream = 0; stream < _held.Length; stream++)
        {
            if (_held[stream] is not { } mark) continue;
            _held[stream] = null;
            _ready.Enqueue(mark);
        }
    }

    private static bool TryParse(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 0 and < 1L << 50;
}
