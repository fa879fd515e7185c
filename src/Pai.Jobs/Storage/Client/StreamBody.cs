namespace Pai.Jobs.Internal.Storage;

/// <summary>An upload of a range of a stream that can seek.</summary>
internal sealed class StreamBody(Stream stream, long start, long length) : OssBody
{
    public override long Length => length;

    public override ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(buffer.Length, length - offset);
        if (count == 0) return new(0);
        if (stream.Position != start + offset) stream.Position = start + offset;
        return stream.ReadAsync(buffer[..count], cancellationToken);
    }
}
