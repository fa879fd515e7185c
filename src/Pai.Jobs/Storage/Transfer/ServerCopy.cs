namespace Pai.Jobs.Internal.Storage;

/// <summary>Copies an object within the service: with one request up to 1 GiB, else in parts.</summary>
internal sealed class ServerCopy(TransferCall call)
{
    private const long SmallestPart = 64 << 20;

    /// <summary>The largest object that is copied with one request.</summary>
    public long MaxWhole { get; init; } = 1 << 30;

    public async Task<TransferredFile> RunAsync(
        string name, OssObjectAddress source, OssObjectAddress target, CancellationToken cancellationToken)
    {
        var info = await call.Client.HeadAsync(source, cancellationToken: cancellationToken).ConfigureAwait(false);
        OssWriteResult result;
        if (info.Size <= MaxWhole)
        {
            using var slot = await call.EnterAsync(cancellationToken).ConfigureAwait(false);
            result = await call.Client.CopyAsync(source, target, sourceETag: info.ETag, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
        else
        {
            result = await CopyPartsAsync(source, target, info, cancellationToken).ConfigureAwait(false);
        }

        if (result.Crc64 is { } crc && info.Crc64 is { } expected && crc != expected)
        {
            await WrongObject.RemoveAsync(call, target, info.Size).ConfigureAwait(false);
            throw new OssException($"The copy of {source} to {target} failed: its CRC-64 is {crc}, and that of the source {expected}.")
            {
                Bucket = target.Bucket.Name,
                Key = target.Key,
                IsMismatch = true,
            };
        }

        if (info.Size <= MaxWhole) call.Meter.AddMoved(info.Size);
        call.Meter.FileDone();
        var isCompared = result.Crc64 is not null && info.Crc64 is not null;
        return new()
        {
            Name = name,
            Size = info.Size,
            Action = TransferAction.Transferred,
            Verification = isCompared ? TransferVerification.Crc64 : TransferVerification.Unverified,
        };
    }

    private async Task<OssWriteResult> CopyPartsAsync(
        OssObjectAddress source, OssObjectAddress target, OssObjectInfo info, CancellationToken cancellationToken)
    {
        var upload = await call.InitiateAsync(target, SettingsOf(info), cancellationToken).ConfigureAwait(false);
        try
        {
            var parts = new SortedDictionary<int, OssPart>();
            var size = PartSizes.ForLength(info.Size, Math.Max(SmallestPart, call.Options.PartSize));
            await call.ForEachAsync(
                PartRange.All(info.Size, size),
                async (range, token) =>
                {
                    using var slot = await call.EnterAsync(token).ConfigureAwait(false);
                    var part = await call.Client.UploadPartCopyAsync(
                        upload, range.Number, source, range.Offset, range.Length, info.ETag, token).ConfigureAwait(false);
                    call.Meter.AddMoved(range.Length);
                    lock (parts) parts[range.Number] = part;
                },
                cancellationToken).ConfigureAwait(false);
            return await call.Client.CompleteMultipartAsync(upload, [.. parts.Values], cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e)
        {
            var kept = await new PartedUpload(call, upload).AbortAsync().ConfigureAwait(false);
            throw kept.Count == 0 ? e : new TransferStop(e, kept);
        }
    }

    private static OssObjectSettings SettingsOf(OssObjectInfo info) => new()
    {
        ContentType = info.ContentType,
        ContentEncoding = info.ContentEncoding,
        CacheControl = info.CacheControl,
        ContentDisposition = info.ContentDisposition,
        Metadata = info.Metadata,
    };
}
