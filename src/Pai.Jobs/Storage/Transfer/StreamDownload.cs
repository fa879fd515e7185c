using System.Buffers;

namespace Pai.Jobs.Internal.Storage;

/// <summary>
/// Downloads one object to a stream. Its last bytes are written when all of them have been verified, so that a wrong object stays cut.
/// </summary>
internal sealed class StreamDownload(TransferCall call)
{
    private const int BufferLength = 1 << 17;

    public async Task<(long Length, TransferVerification Verification)> RunAsync(
        OssObjectAddress source, Stream target, CancellationToken cancellationToken)
    {
        using var slot = await call.EnterAsync(cancellationToken).ConfigureAwait(false);
        var download = await call.Client.GetAsync(source, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using var _ = download.ConfigureAwait(false);
        call.Meter.SetTotals(download.Length, 1);
        var (next, held) = (ArrayPool<byte>.Shared.Rent(BufferLength), ArrayPool<byte>.Shared.Rent(BufferLength));
        try
        {
            var heldCount = 0;
            while (await download.Content.ReadAsync(next, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                await call.PassAsync(count, cancellationToken).ConfigureAwait(false);
                await target.WriteAsync(held.AsMemory(0, heldCount), cancellationToken).ConfigureAwait(false);
                (next, held, heldCount) = (held, next, count);
            }

            await target.WriteAsync(held.AsMemory(0, heldCount), cancellationToken).ConfigureAwait(false);
            call.Meter.FileDone();
            return (download.Length, download.Verification.ToPublic());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(next);
            ArrayPool<byte>.Shared.Return(held);
        }
    }
}
