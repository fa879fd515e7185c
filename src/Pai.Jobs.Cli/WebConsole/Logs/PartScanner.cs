using System.Text;
using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.Local;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Reads a file of a log once, from its beginning, and makes blocks of the lines that are complete.</summary>
internal sealed class PartScanner(int number, LogPart part)
{
    private readonly LineSplitter _lines = new();
    private readonly byte[]? _end = part.Tag is { } tag ? Encoding.UTF8.GetBytes($"[pai-jobs:end {tag} ") : null;
    private long _offset;
    private LogBlock _block;
    private long _heldUntil;
    private DateTimeOffset _heldTime;

    /// <summary>The offset behind the last complete line.</summary>
    public long Position => _offset - _lines.Pending;

    /// <summary>Reads the lines that begin before an offset.</summary>
    /// <param name="until">The offset.</param>
    /// <param name="time">When they were written, unless the lines say so themselves.</param>
    /// <param name="isLast">True if nothing more is written: what is behind the last line end is a line then.</param>
    /// <param name="add">Takes the blocks.</param>
    /// <param name="cancellationToken">A token that cancels the reading.</param>
    public void Scan(long until, DateTimeOffset time, bool isLast, Action<LogBlock> add, CancellationToken cancellationToken)
    {
        if (until <= Position || !File.Exists(part.Path)) return;
        using var file = File.OpenHandle(part.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        while (Position < until)
        {
            var start = Position;
            if (_lines.TryReadBytes(out var line, out _))
            {
                Take(start, Position, line, time, add);
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var read = RandomAccess.Read(file, _lines.GetBuffer(), _offset);
            if (read > 0)
            {
                _offset += read;
                _lines.Add(read);
                continue;
            }

            if (isLast && _lines.TryReadRestBytes(out var rest)) Take(start, _offset, rest, time, add);
            break;
        }

        Flush(add);
        // The line that is half there keeps the time of its beginning.
        if (Position < until && Position >= _heldUntil) (_heldUntil, _heldTime) = (until, time);
    }

    private void Take(long start, long end, ReadOnlySpan<byte> line, DateTimeOffset time, Action<LogBlock> add)
    {
        if (start < _heldUntil) time = _heldTime;
        if (IsOwn(line, out var rest))
        {
            Flush(add);
            // What the job wrote before it, without a line end.
            if (rest > 0) add(new(number, start, start + rest, 1, time.UtcTicks, time.UtcTicks));
            return;
        }

        var ticks = (part.HasTimes ? LogPart.TakeTime(ref line) ?? time : time).UtcTicks;
        if (_block.Lines > 0 && end - start > LogBlock.Size) Flush(add);
        _block = _block.Lines == 0
            ? new(number, start, end, 1, ticks, ticks)
            : _block with { End = end, Lines = _block.Lines + 1, LastTicks = ticks };
        if (_block.End - _block.Start >= LogBlock.Size) Flush(add);
    }

    private void Flush(Action<LogBlock> add)
    {
        if (_block.Lines > 0) add(_block);
        _block = default;
    }

    /// <summary>True for the last line of the launch script; with the number of bytes of the job before it.</summary>
    private bool IsOwn(ReadOnlySpan<byte> line, out int rest)
    {
        rest = 0;
        if (_end is null || line is not [.., (byte)']'] || line.IndexOf(_end) < 0) return false;
        if (!EndLine.TryTake(Encoding.UTF8.GetString(line), part.Tag!, out _, out _, out _)) return false;
        rest = line.LastIndexOf(_end);
        return true;
    }
}
