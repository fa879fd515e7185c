using System.Runtime.CompilerServices;
using System.Text;

namespace Pai.Jobs.Internal.Storage;

internal sealed partial class OssClient
{
    /// <summary>Begins a multipart upload.</summary>
    /// <exception cref="OssException">
    /// It failed. Where the answer was lost, the message names the uploads that it may have begun: which of them is not known, and none is
    /// aborted.
    /// </exception>
    public Task<OssMultipartUpload> InitiateMultipartAsync(
        OssObjectAddress target, OssObjectSettings? settings = null, CancellationToken cancellationToken = default) =>
        new OssInitiation(this, Transport, target, settings ?? OssObjectSettings.Default).RunAsync(cancellationToken);

    /// <summary>Uploads a part. One with the same number is replaced.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="number">From 1 to 10,000.</param>
    /// <param name="body">From 100 KiB to 5 GiB; the last part may be smaller.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<OssPart> UploadPartAsync(
        OssMultipartUpload upload, int number, OssBody body, CancellationToken cancellationToken = default)
    {
        var request = PartRequest(upload, number, body);
        return Transport.SendAsync(
            request, (response, token) => OssWrites.ReadPartAsync(request, body, number, response, token), cancellationToken);
    }

    /// <summary>Makes a part of a range of an object of the same region.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="number">From 1 to 10,000.</param>
    /// <param name="source">The object to copy from.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="sourceETag">The ETag that the source must have; null for any.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<OssPart> UploadPartCopyAsync(
        OssMultipartUpload upload, int number, OssObjectAddress source, long offset, long length, string? sourceETag = null,
        CancellationToken cancellationToken = default)
    {
        var request = PartRequest(upload, number, body: null)
            .Header("x-oss-copy-source", OssWrites.CopySource(source))
            .Header("x-oss-copy-source-range", new OssRange(offset, length).ToString())
            .Header("x-oss-copy-source-if-match", sourceETag);
        return Transport.SendAsync(
            request,
            async (response, token) =>
            {
                var root = OssXml.Parse(await response.ReadDocumentAsync(MaxAnswerLength, token).ConfigureAwait(false), "CopyPartResult");
                var etag = root.ETag() ?? throw new OssFormatException("it has no ETag");
                return new OssPart(number, etag, length) { Crc64 = response.Crc64, RequestId = response.RequestId };
            },
            cancellationToken);
    }

    /// <summary>The parts of an upload, by number.</summary>
    public async IAsyncEnumerable<OssPart> ListPartsAsync(
        OssMultipartUpload upload, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (long? marker = 0; marker is not null;)
        {
            var request = new OssRequest(HttpMethod.Get, upload.Object.Bucket, upload.Object.Key)
                .Query("uploadId", upload.UploadId).Query("encoding-type", "url").Query("max-parts", "1000");
            if (marker > 0) request.Query("part-number-marker", Number(marker.Value));
            var page = await SendForDocumentAsync(request, root => OssLists.PartsOf(root, marker.Value), cancellationToken)
                .ConfigureAwait(false);
            foreach (var part in page.Parts) yield return part;
            marker = page.Next;
        }
    }

    /// <summary>Puts the parts of an upload together. The object's bytes are compared with the parts' where their CRCs are known.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="parts">The parts by ascending number, with their sizes and, as far as they are known, CRCs.</param>
    /// <param name="forbidOverwrite">Whether an object that exists stays as it is; one with the same bytes counts as success.</param>
    /// <param name="cancellationToken">Cancels the operation. The service may complete it all the same.</param>
    public Task<OssWriteResult> CompleteMultipartAsync(
        OssMultipartUpload upload, IReadOnlyList<OssPart> parts, bool forbidOverwrite = false,
        CancellationToken cancellationToken = default)
    {
        var (size, crc) = Sum(parts);
        var body = new StringBuilder("<CompleteMultipartUpload>");
        foreach (var part in parts)
            body.Append("<Part>").Element("PartNumber", Number(part.Number)).Element("ETag", part.ETag).Append("</Part>");
        var request = new OssRequest(HttpMethod.Post, upload.Object.Bucket, upload.Object.Key)
        {
            Body = OssBody.FromMemory(Encoding.UTF8.GetBytes(body.Append("</CompleteMultipartUpload>").ToString())),
            IsServerWork = true,
        }
            .Query("uploadId", upload.UploadId).Query("encoding-type", "url")
            .Header("content-type", "application/xml")
            .Header("x-oss-forbid-overwrite", forbidOverwrite ? "true" : null);
        return Settle(
            Transport.SendAsync(
                request,
                async (response, token) =>
                {
                    var document = await response.ReadDocumentAsync(MaxAnswerLength, token).ConfigureAwait(false);
                    var root = OssXml.Parse(document, "CompleteMultipartUploadResult");
                    return new OssWriteResult
                    {
                        Size = size,
                        ETag = root.ETag() ?? response.Header("ETag") ?? "",
                        Crc64 = response.Crc64 ?? crc,
                        VersionId = response.Header("x-oss-version-id"),
                        RequestId = response.RequestId,
                        Verification = OssWrites.Compare(request, response, crc),
                    };
                },
                cancellationToken),
            canBeThere: true, upload.Object, size, _ => new(crc), cancellationToken);
    }

    /// <summary>Gives up an upload and deletes its parts. A part that is on its way may stay: abort again when all have ended.</summary>
    /// <returns>False where there was no such upload: it was completed or aborted before.</returns>
    public async Task<bool> AbortMultipartAsync(OssMultipartUpload upload, CancellationToken cancellationToken = default)
    {
        var request = new OssRequest(HttpMethod.Delete, upload.Object.Bucket, upload.Object.Key).Query("uploadId", upload.UploadId);
        try
        {
            return await Transport.SendAsync(request, OssWrites.ReadNothing, cancellationToken).ConfigureAwait(false);
        }
        catch (OssException e) when (e.Code == "NoSuchUpload")
        {
            return false;
        }
    }

    /// <summary>The uploads in a bucket that are neither completed nor aborted, by key.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">The beginning of the keys; empty for all.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async IAsyncEnumerable<OssMultipartUpload> ListMultipartUploadsAsync(
        OssBucketAddress bucket, string prefix = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for ((string Key, string Id)? marker = ("", ""); marker is not null;)
        {
            var request = new OssRequest(HttpMethod.Get, bucket)
                .Query("uploads").Query("encoding-type", "url").Query("max-uploads", "1000");
            if (prefix.Length > 0) request.Query("prefix", prefix);
            if (marker.Value.Key.Length > 0) request.Query("key-marker", marker.Value.Key).Query("upload-id-marker", marker.Value.Id);
            var page = await SendForDocumentAsync(request, root => OssLists.UploadsOf(root, bucket, marker.Value), cancellationToken)
                .ConfigureAwait(false);
            foreach (var upload in page.Uploads) yield return upload;
            marker = page.Next;
        }
    }

    private static OssRequest PartRequest(OssMultipartUpload upload, int number, OssBody? body)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 10_000);
        return new OssRequest(HttpMethod.Put, upload.Object.Bucket, upload.Object.Key) { Body = body, IsServerWork = body is null }
            .Query("partNumber", Number(number)).Query("uploadId", upload.UploadId);
    }

    private static (long Size, ulong? Crc) Sum(IReadOnlyList<OssPart> parts)
    {
        if (parts.Count == 0) throw new ArgumentException("An upload without parts cannot be completed.", nameof(parts));
        var (size, number) = (0L, 0);
        ulong? crc = 0;
        foreach (var part in parts)
        {
            if (part.Number <= number) throw new ArgumentException($"Part {part.Number} comes after part {number}.", nameof(parts));
            number = part.Number;
            size += part.Size;
            crc = crc is { } before && part.Crc64 is { } own ? OssCrc64.Combine(before, own, part.Size) : null;
        }

        return (size, crc);
    }
}
