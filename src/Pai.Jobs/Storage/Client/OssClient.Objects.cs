using System.Globalization;

namespace Pai.Jobs.Internal.Storage;

internal sealed partial class OssClient
{
    /// <summary>Writes an object. Its bytes are compared with what the service stored.</summary>
    public Task<OssWriteResult> PutAsync(
        OssObjectAddress target, OssBody body, OssObjectSettings? settings = null, CancellationToken cancellationToken = default)
    {
        settings ??= OssObjectSettings.Default;
        var request = new OssRequest(HttpMethod.Put, target.Bucket, target.Key) { Body = body }.With(settings, settings.ForbidOverwrite);
        return Settle(
            Transport.SendAsync(request, (response, token) => ReadPutAsync(request, body, response, token), cancellationToken),
            settings.ForbidOverwrite, target, body.Length, token => OssWrites.CrcOfAsync(body, token), cancellationToken);
    }

    /// <summary>Opens an object, or a range of one.</summary>
    /// <param name="source">The object.</param>
    /// <param name="range">The range; null for all. One that starts at or after the end is refused with 416 <c>InvalidRange</c>.</param>
    /// <param name="condition">Conditions; a condition that is not met is an <see cref="OssException"/> with 412 or 304.</param>
    /// <param name="cancellationToken">Cancels the request, not the reading that follows.</param>
    public Task<OssDownload> GetAsync(
        OssObjectAddress source, OssRange? range = null, OssCondition? condition = null, CancellationToken cancellationToken = default)
    {
        var request = OssReads.CreateRequest(source, range, condition);
        return Transport.SendAsync(
            request,
            (response, _) => ValueTask.FromResult(OssReads.Open(Transport, source, request, range, response)),
            cancellationToken,
            keep: true);
    }

    /// <summary>The headers of an object.</summary>
    public Task<OssObjectInfo> HeadAsync(
        OssObjectAddress source, OssCondition? condition = null, CancellationToken cancellationToken = default) =>
        HeadAsync(new OssRequest(HttpMethod.Head, source.Bucket, source.Key).With(condition), cancellationToken);

    /// <summary>Size, ETag, time and checksum of an object, without its metadata: cheaper than all headers.</summary>
    public Task<OssObjectInfo> GetMetaAsync(OssObjectAddress source, CancellationToken cancellationToken = default) =>
        HeadAsync(new OssRequest(HttpMethod.Head, source.Bucket, source.Key).Query("objectMeta"), cancellationToken);

    /// <summary>As <see cref="GetMetaAsync"/>; null where the object does not exist. A bucket that does not exist is an error.</summary>
    public async Task<OssObjectInfo?> TryGetMetaAsync(OssObjectAddress source, CancellationToken cancellationToken = default)
    {
        try
        {
            return await GetMetaAsync(source, cancellationToken).ConfigureAwait(false);
        }
        catch (OssException e) when (e.Code == "NoSuchKey")
        {
            return null;
        }
    }

    /// <summary>Copies an object within the service: to any bucket of the same region, up to 1 GB.</summary>
    /// <param name="source">The object to copy.</param>
    /// <param name="target">Where to.</param>
    /// <param name="settings">The settings of the copy; null for those of the source.</param>
    /// <param name="sourceETag">The ETag that the source must have; null for any.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<OssWriteResult> CopyAsync(
        OssObjectAddress source, OssObjectAddress target, OssObjectSettings? settings = null, string? sourceETag = null,
        CancellationToken cancellationToken = default)
    {
        var info = await GetMetaAsync(source, cancellationToken).ConfigureAwait(false);
        var request = new OssRequest(HttpMethod.Put, target.Bucket, target.Key) { IsServerWork = true }
            .Header("x-oss-copy-source", OssWrites.CopySource(source))
            .Header("x-oss-copy-source-if-match", sourceETag ?? info.ETag)
            .Header("x-oss-metadata-directive", settings is null ? null : "REPLACE");
        if (settings is not null) request.With(settings, settings.ForbidOverwrite);
        return await Settle(
            Transport.SendAsync(request, (response, token) => OssWrites.ReadCopyAsync(request, info, response, token), cancellationToken),
            settings is { ForbidOverwrite: true }, target, info.Size, _ => new(info.Crc64), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes an object. One that does not exist is not an error.</summary>
    public Task DeleteAsync(OssObjectAddress target, CancellationToken cancellationToken = default) =>
        Transport.SendAsync(new(HttpMethod.Delete, target.Bucket, target.Key), OssWrites.ReadNothing, cancellationToken);

    /// <summary>Deletes objects, 1000 with each request. Those that do not exist are not an error.</summary>
    /// <exception cref="OssException">Objects could not be deleted; the message names them.</exception>
    public Task DeleteManyAsync(OssBucketAddress bucket, IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) =>
        new OssDeletion(this, Transport, bucket).RunAsync(keys, cancellationToken);

    /// <summary>A location that reads an object without an access key.</summary>
    /// <param name="source">The object.</param>
    /// <param name="lifetime">How long it works, from 1 second to 7 days; not longer than the session of the access key.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public ValueTask<Uri> PresignGetAsync(OssObjectAddress source, TimeSpan lifetime, CancellationToken cancellationToken = default) =>
        PresignAsync(HttpMethod.Get, source, lifetime, cancellationToken);

    /// <summary>
    /// A location that writes an object without an access key. A request to it has no <c>Content-Type</c> and no <c>x-oss-</c> header.
    /// </summary>
    /// <param name="target">The object.</param>
    /// <param name="lifetime">How long it works, from 1 second to 7 days; not longer than the session of the access key.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public ValueTask<Uri> PresignPutAsync(OssObjectAddress target, TimeSpan lifetime, CancellationToken cancellationToken = default) =>
        PresignAsync(HttpMethod.Put, target, lifetime, cancellationToken);

    private ValueTask<Uri> PresignAsync(HttpMethod method, OssObjectAddress target, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, TimeSpan.FromDays(7));
        return Transport.PresignAsync(new(method, target.Bucket, target.Key), lifetime, cancellationToken);
    }

    private static async ValueTask<OssWriteResult> ReadPutAsync(
        OssRequest request, OssBody body, OssResponse response, CancellationToken cancellationToken)
    {
        try
        {
            return await OssWrites.ReadPutAsync(request, body, response, cancellationToken).ConfigureAwait(false);
        }
        catch (OssException e) when (e.IsMismatch)
        {
            // The object that must not be overwritten is now this one, with wrong bytes.
            request.Headers.RemoveAll(static h => h.Name == "x-oss-forbid-overwrite");
            throw;
        }
    }

    private Task<OssObjectInfo> HeadAsync(OssRequest request, CancellationToken cancellationToken) =>
        Transport.SendAsync(request, static (response, _) => ValueTask.FromResult(OssReads.InfoOf(response)), cancellationToken);

    /// <summary>
    /// The outcome of a write. Where it was refused because of what is already there, it counts as done if that has the bytes that were to
    /// be written: an earlier try has written them, and its answer was lost.
    /// </summary>
    private async Task<OssWriteResult> Settle(
        Task<OssWriteResult> write, bool canBeThere, OssObjectAddress target, long size, Func<CancellationToken, ValueTask<ulong?>> crcOf,
        CancellationToken cancellationToken)
    {
        try
        {
            return await write.ConfigureAwait(false);
        }
        catch (OssException e) when (canBeThere && e.Code is "FileAlreadyExists" or "ObjectAlreadyExists" or "NoSuchUpload")
        {
            if (await FindAsync(target, size, crcOf, cancellationToken).ConfigureAwait(false) is { } found) return found;
            throw;
        }
    }

    private async Task<OssWriteResult?> FindAsync(
        OssObjectAddress target, long size, Func<CancellationToken, ValueTask<ulong?>> crcOf, CancellationToken cancellationToken)
    {
        var there = await TryGetMetaAsync(target, cancellationToken).ConfigureAwait(false);
        if (there is not { Crc64: { } crc } || there.Size != size) return null;
        return await crcOf(cancellationToken).ConfigureAwait(false) == crc
            ? new()
            {
                Size = size,
                ETag = there.ETag,
                Crc64 = crc,
                VersionId = there.VersionId,
                RequestId = there.RequestId,
                Verification = OssVerification.Crc64,
                WasFound = true,
            }
            : null;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
