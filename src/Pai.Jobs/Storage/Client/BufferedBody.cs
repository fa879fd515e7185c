using System.Buffers;

namespace Pai.Jobs.Internal.Storage;

/// <summary>An upload of what a stream that cannot go back gave, in blocks from a pool: a large part needs no large array.</summary>
internal sealed class BufferedBody : OssBody
{
    private const int BlockLength = 1 << 18;

    private readonly List<byte[]> _blocks = [];
    private long _length;

    private BufferedBody()
    {
    }

    public override long Length => _length;

    public static async ValueTask<OssBody> ReadAsync(Stream stream, long maxLength, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        var body = new BufferedBody();
        try
        {
            while (body._length < maxLength)
            {
                var block = ArrayPool<byte>.Shared.Rent(BlockLength);
                body._blocks.Add(block);
                var wanted = (int)Math.Min(BlockLength, maxLength - body._length);
                var count = await stream.ReadAtLeastAsync(block.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, cancellationToken)
                    .ConfigureAwait(false);
                body._length += count;
                if (count < wanted) break;
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public override ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var start = (int)(offset % BlockLength);
        var count = (int)Math.Min(Math.Min(buffer.Length, BlockLength - start), _length - offset);
        if (count > 0) _blocks[(int)(offset / BlockLength)].AsSpan(start, count).CopyTo(buffer.Span);
        return new(count);
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var block in _blocks) ArrayPool<byte>.Shared.Return(block);
        _blocks.Clear();
        _length = 0;
        base.Dispose(disposing);
    }
}
