using System.Buffers;
using System.IO.Hashing;
using System.Net;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Sends a body and computes its CRC on the way.</summary>
internal sealed class OssBodyContent(OssBody body, OssIdleTimer idle) : HttpContent
{
    private const int BufferLength = 1 << 17;
    private readonly Crc64 _crc = OssCrc64.Create();
    private Task _sending = Task.CompletedTask;
    private long _sent;

    /// <summary>The CRC of the body; null where it was not sent to its end.</summary>
    public ulong? Crc => _sent == body.Length ? _crc.GetCurrentHashAsUInt64() : null;

    /// <summary>The failure of the source, which is not one of the connection; null where it did not fail.</summary>
    public Exception? SourceFailure { get; private set; }

    /// <summary>Ends the sending after the exchange has failed: the source can be read again after it.</summary>
    public async Task EndAsync()
    {
        idle.Cancel();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _sending = SendAsync(stream);

    private async Task SendAsync(Stream stream)
    {
        // The handler starts again by itself where a pooled connection turns out to be closed.
        _crc.Reset();
        _sent = 0;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(body.Length, 1, BufferLength));
        try
        {
            while (_sent < body.Length)
            {
                var count = await ReadAsync(buffer).ConfigureAwait(false);
                _crc.Append(buffer.AsSpan(0, count));
                await stream.WriteAsync(buffer.AsMemory(0, count), idle.Token).ConfigureAwait(false);
                _sent += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<int> ReadAsync(byte[] buffer)
    {
        try
        {
            idle.Stop();
            var count = await body.ReadAsync(_sent, buffer, idle.Token).ConfigureAwait(false);
            idle.Start();
            return count > 0 ? count : throw OssErrors.SourceEnded(_sent, body);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            SourceFailure = e;
            throw;
        }
    }
}
