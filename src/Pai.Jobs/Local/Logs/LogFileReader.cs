using Microsoft.Win32.SafeHandles;
using Pai.Jobs.Internal.Launch;

namespace Pai.Jobs.Internal.Local;

/// <summary>Reads the lines of one log file, a buffer at a time.</summary>
internal sealed class LogFileReader : IDisposable
{
    private const int BlockSize = 1 << 16;

    private readonly LineSplitter _lines = new();
    private readonly LogStream _stream;
    private readonly LogTimes _times;
    private readonly string _node;
    private readonly string _tag;
    private readonly Func<Func<long, string>> _formatter;
    private readonly TimeProvider _clock;
    private readonly SafeFileHandle _file;
    private Func<long, string>? _format;
    private long _offset;
    private DateTimeOffset _time;
    private long _timeEnd;

    /// <param name="path">The file.</param>
    /// <param name="stream">What the job wrote to it.</param>
    /// <param name="times">When its parts were written.</param>
    /// <param name="node">The node that wrote it.</param>
    /// <param name="offset">Where to begin.</param>
    /// <param name="formatter">Makes what writes positions, for the lines that are read next.</param>
    /// <param name="tag">The tag of the launch script's last line, which is not the job's.</param>
    /// <param name="clock">The clock.</param>
    public LogFileReader(
        string path,
        LogStream stream,
        LogTimes times,
        string node,
        long offset,
        Func<Func<long, string>> formatter,
        string tag,
        TimeProvider clock)
    {
        _stream = stream;
        _times = times;
        _node = node;
        _tag = tag;
        _formatter = formatter;
        _clock = clock;
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Begin(offset);
    }

    /// <summary>The offset of the next line.</summary>
    public long Position => _offset - _lines.Pending;

    /// <summary>True if all was read that was there when the file was opened.</summary>
    public bool IsAtKnownEnd => _offset >= _times.Length;

    /// <summary>Reads what there is now, up to a buffer; false when there is nothing new.</summary>
    public bool Fill()
    {
        var read = RandomAccess.Read(_file, _lines.GetBuffer(), _offset);
        if (read == 0) return false;
        _format = _formatter();
        _offset += read;
        _lines.Add(read);
        return true;
    }

    public bool TryReadLine(out LogLine line)
    {
        for (var start = Position; _lines.TryRead(out var text, out var isReplaced); start = Position)
        {
            if (IsOwn(ref text)) continue;
            line = Line(text, start, isReplaced);
            return true;
        }

        line = default;
        return false;
    }

    /// <summary>The characters after the last line end, when no more are to come.</summary>
    public bool TryReadRest(out LogLine line)
    {
        var start = Position;
        // The other files were read on since this one was.
        _format = _formatter();
        var found = _lines.TryReadRest(out var text) && !IsOwn(ref text);
        line = found ? Line(text, start, isReplaced: false) : default;
        return found;
    }

    /// <summary>Begins at the last lines of what is there, reading no more than those.</summary>
    public void SeekTail(int count)
    {
        Span<byte> block = new byte[BlockSize];
        var end = _times.Length;
        // One end more than lines: the last line's own; and one more for the line of the launch script.
        var missing = count + 2L;
        var isBeforeLineFeed = false;
        for (var start = end; start > 0;)
        {
            var size = (int)Math.Min(BlockSize, start);
            start -= size;
            var read = RandomAccess.Read(_file, block[..size], start);
            for (var i = read - 1; i >= 0; i--)
            {
                // CR and LF are one end.
                var isEnd = block[i] == '\n' || (block[i] == '\r' && !isBeforeLineFeed);
                isBeforeLineFeed = block[i] == '\n';
                if (!isEnd || --missing > 0) continue;
                Begin(start + i + 1);
                return;
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private LogLine Line(string text, long start, bool isReplaced) => new()
    {
        Text = text,
        IsReplaced = isReplaced,
        Time = TimeAt(start),
        Stream = _stream,
        Node = _node,
        Position = new LogPosition(_format!, Position),
    };

    /// <summary>True if a line is the launch script's and nothing else; one that the job began is cut to what the job wrote.</summary>
    private bool IsOwn(ref string text)
    {
        if (!EndLine.TryTake(text, _tag, out var ofJob, out _, out _)) return false;
        text = ofJob;
        return ofJob.Length == 0;
    }

    /// <summary>Lines written after the file was opened get the time at which they are read.</summary>
    private DateTimeOffset TimeAt(long offset)
    {
        if (offset >= _timeEnd) (_time, _timeEnd) = _times.At(offset) ?? (_clock.GetUtcNow(), _offset);
        return _time;
    }

    /// <summary>Begins at an offset. A CR and the LF behind it end one line: an LF that follows, now or later, is skipped.</summary>
    private void Begin(long offset)
    {
        _offset = offset;
        Span<byte> before = stackalloc byte[1];
        if (offset > 0 && RandomAccess.Read(_file, before, offset - 1) == 1 && before[0] == '\r') _lines.SkipLineFeed();
    }
}
