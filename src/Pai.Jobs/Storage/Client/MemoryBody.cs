namespace Pai.Jobs.Internal.Storage;

/// <summary>An upload from memory.</summary>
internal sealed class MemoryBody(ReadOnlyMemory<byte> bytes) : OssBody
{
    public override long Length => bytes.Length;

    public override ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var rest = bytes[(int)offset..];
        var count = Math.Min(rest.Length, buffer.Length);
        rest.Span[..count].CopyTo(buffer.Span);
        return new(count);
    }
}
