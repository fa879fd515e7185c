namespace Pai.Jobs.Internal.Emulator;

/// <summary>Content in memory, in chunks of at most 1 MiB.</summary>
internal sealed class MemoryContent(IReadOnlyList<ReadOnlyMemory<byte>> chunks, long length) : Content(length)
{
    private readonly long[] _starts = Starts(chunks);

    public override ReadOnlyMemory<byte> Read(long offset, Memory<byte> buffer)
    {
        var index = Array.BinarySearch(_starts, offset);
        if (index < 0) index = ~index - 1;
        var chunk = chunks[index][(int)(offset - _starts[index])..];
        return chunk.Length <= buffer.Length ? chunk : chunk[..buffer.Length];
    }

    protected override void Delete()
    {
    }

    private static long[] Starts(IReadOnlyList<ReadOnlyMemory<byte>> chunks)
    {
        var starts = new long[chunks.Count];
        for (var i = 1; i < starts.Length; i++) starts[i] = starts[i - 1] + chunks[i - 1].Length;
        return starts;
    }
}
