namespace Pai.Jobs.Internal.Storage;

/// <summary>Uploads bytes in memory.</summary>
internal sealed class MemoryUpload(TransferCall call, OssObjectSettings settings)
{
    public async Task<TransferVerification> RunAsync(
        ReadOnlyMemory<byte> bytes, OssObjectAddress target, CancellationToken cancellationToken)
    {
        if (bytes.Length <= call.Options.PartSize)
        {
            using var slot = await call.EnterAsync(cancellationToken).ConfigureAwait(false);
            using var body = new MeteredBody(OssBody.FromMemory(bytes), call);
            return await WholePut.RunAsync(call, target, body, settings, cancellationToken).ConfigureAwait(false);
        }

        var upload = await call.InitiateAsync(target, settings, cancellationToken).ConfigureAwait(false);
        var parted = new PartedUpload(call, upload);
        try
        {
            var parts = new SortedDictionary<int, OssPart>();
            var ranges = PartRange.All(bytes.Length, PartSizes.ForLength(bytes.Length, call.Options.PartSize));
            await parted.SendAsync(
                ranges, r => OssBody.FromMemory(bytes.Slice((int)r.Offset, (int)r.Length)), parts, static _ => { }, cancellationToken)
                .ConfigureAwait(false);
            return await parted.CompleteAsync(parts, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            var kept = await parted.AbortAsync().ConfigureAwait(false);
            throw kept.Count == 0 ? e : new TransferStop(e, kept);
        }
    }
}
