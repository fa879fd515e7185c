using System.Text;

namespace Pai.Jobs.Internal.Local;

/// <summary>Makes lines of bytes that come in pieces. A line ends with LF, CR LF, or CR (progress bars).</summary>
/// <remarks>A line that ends with CR is held back until the next byte tells whether that was one end with it.</remarks>
internal sealed class LineSplitter
{
    /// <summary>A longer line is cut into pieces of this size, so that a job that writes no line end does not fill the memory.</summary>
    public const int MaxLineBytes = 1 << 20;

    private const int BufferSize = 1 << 17;

    private byte[] _buffer = new byte[BufferSize];
    private int _start;
    private int _end;
    private bool _skipLineFeed;

    /// <summary>Room for the next bytes. All lines must have been read from what was added before.</summary>
    public Span<byte> GetBuffer()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        return _buffer.AsSpan(_end);
    }

    /// <summary>Takes in the bytes that were written to the buffer.</summary>
    public void Add(int count) => _end += count;

    /// <summary>Takes an LF that comes first for the end of the line before.</summary>
    public void SkipLineFeed() => _skipLineFeed = true;

    /// <summary>The number of bytes that were added and not read yet.</summary>
    public int Pending => _end - _start;

    /// <param name="line">The line, without its end.</param>
    /// <param name="isReplaced">Whether it ends with CR alone, and the next line takes its place.</param>
    public bool TryRead(out string line, out bool isReplaced)
    {
        var found = TryReadBytes(out var bytes, out isReplaced);
        line = found ? Encoding.UTF8.GetString(bytes) : "";
        return found;
    }

    /// <inheritdoc cref="TryRead(out string, out bool)"/>
    /// <remarks>The bytes are valid until the next call.</remarks>
    public bool TryReadBytes(out ReadOnlySpan<byte> line, out bool isReplaced)
    {
        isReplaced = false;
        if (_skipLineFeed && _start < _end)
        {
            if (_buffer[_start] == '\n') _start++;
            _skipLineFeed = false;
        }

        var bytes = _buffer.AsSpan(_start, _end - _start);
        var length = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        if (length >= 0 && (bytes[length] == '\n' || length + 1 < bytes.Length))
        {
            line = bytes[..length];
            var isPair = bytes[length] == '\r' && bytes[length + 1] == '\n';
            isReplaced = bytes[length] == '\r' && !isPair;
            _start += length + (isPair ? 2 : 1);
            return true;
        }

        if (length < 0 && bytes.Length >= MaxLineBytes)
        {
            length = WholeCharacters(bytes[..MaxLineBytes]);
            line = bytes[..length];
            _start += length;
            return true;
        }

        line = default;
        return false;
    }

    /// <summary>The characters after the last line end, when no more are to come.</summary>
    public bool TryReadRest(out string line)
    {
        var any = TryReadRestBytes(out var bytes);
        line = Encoding.UTF8.GetString(bytes);
        return any;
    }

    /// <inheritdoc cref="TryReadRest(out string)"/>
    /// <remarks>The bytes are valid until the next call.</remarks>
    public bool TryReadRestBytes(out ReadOnlySpan<byte> line)
    {
        var bytes = _buffer.AsSpan(_start, _end - _start);
        line = bytes is [.. var held, (byte)'\r'] ? held : bytes;
        var any = _end > _start;
        _start = _end;
        return any;
    }

    /// <summary>The length without the first bytes of a character whose last ones are missing.</summary>
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= 3; back++)
        {
            var b = bytes[^back];
            if ((b & 0xC0) == 0x80) continue;
            var needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return needed > back ? bytes.Length - back : bytes.Length;
        }

        return bytes.Length;
    }
}
