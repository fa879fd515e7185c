namespace Pai.Jobs.Internal.Emulator;

/// <summary>The bytes of an object: one content, or those of its parts in order.</summary>
internal sealed class Pieces
{
    private readonly Content[] _contents;
    private readonly long[] _starts;

    public Pieces(params IEnumerable<Content> contents)
    {
        // Empty ones would stand at the start of their successor.
        _contents = [.. contents.Where(content => content.Length > 0)];
        _starts = new long[_contents.Length];
        for (var i = 0; i < _contents.Length; i++)
        {
            _starts[i] = Length;
            Length += _contents[i].Length;
        }
    }

    /// <summary>A content of its own. An empty one is let go at once.</summary>
    public static Pieces Of(Content content)
    {
        var pieces = new Pieces(content);
        if (content.Length == 0) content.Release();
        return pieces;
    }

    public long Length { get; }

    public IReadOnlyList<Content> Contents => _contents;

    public ReadOnlyMemory<byte> Read(long offset, Memory<byte> buffer)
    {
        var index = Array.BinarySearch(_starts, offset);
        if (index < 0) index = ~index - 1;
        return _contents[index].Read(offset - _starts[index], buffer);
    }

    public void Hold() => Array.ForEach(_contents, content => content.Hold());

    public void Release() => Array.ForEach(_contents, content => content.Release());
}
