using System.Buffers;
using System.Security.Cryptography;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The answers to requests that write, compared with what was sent.</summary>
internal static class OssWrites
{
    private const int MaxDocumentLength = 1 << 20;

    public static ValueTask<bool> ReadNothing(OssResponse response, CancellationToken cancellationToken) => new(true);

    public static string CopySource(OssObjectAddress source) => $"/{source.Bucket.Name}/{OssEncoding.Path(source.Key)}";

    public static async ValueTask<OssWriteResult> ReadPutAsync(
        OssRequest request, OssBody body, OssResponse response, CancellationToken cancellationToken)
    {
        var etag = response.Header("ETag") ?? "";
        return new()
        {
            Size = body.Length,
            ETag = etag,
            Crc64 = response.Crc64 ?? response.SentCrc,
            VersionId = response.Header("x-oss-version-id"),
            RequestId = response.RequestId,
            Verification = await VerifyAsync(request, body, response, etag, cancellationToken).ConfigureAwait(false),
        };
    }

    public static async ValueTask<OssPart> ReadPartAsync(
        OssRequest request, OssBody body, int number, OssResponse response, CancellationToken cancellationToken)
    {
        var etag = response.Header("ETag") ?? throw new OssFormatException("it has no ETag");
        return new(number, etag, body.Length)
        {
            Crc64 = response.Crc64 ?? response.SentCrc,
            RequestId = response.RequestId,
            Verification = await VerifyAsync(request, body, response, etag, cancellationToken).ConfigureAwait(false),
        };
    }

    public static async ValueTask<OssWriteResult> ReadCopyAsync(
        OssRequest request, OssObjectInfo source, OssResponse response, CancellationToken cancellationToken)
    {
        var document = await response.ReadDocumentAsync(MaxDocumentLength, cancellationToken).ConfigureAwait(false);
        var root = OssXml.Parse(document, "CopyObjectResult");
        return new()
        {
            Size = source.Size,
            ETag = root.ETag() ?? response.Header("ETag") ?? "",
            Crc64 = response.Crc64 ?? source.Crc64,
            VersionId = response.Header("x-oss-version-id"),
            RequestId = response.RequestId,
            Verification = Compare(request, response, source.Crc64),
        };
    }

    /// <summary>Compares the CRC of an answer with the one that it should be, where both are known.</summary>
    public static OssVerification Compare(OssRequest request, OssResponse response, ulong? expected) =>
        (response.Crc64, expected) switch
        {
            ({ } stored, { } sent) when stored != sent => throw OssErrors.Mismatch(
                request, response.RequestId, $"the service stored bytes with the CRC-64 {stored}, and those that were meant have {sent}"),
            ({ }, { }) => OssVerification.Crc64,
            _ => OssVerification.Unverified,
        };

    /// <summary>The CRC of a body, from its source.</summary>
    public static async ValueTask<ulong?> CrcOfAsync(OssBody body, CancellationToken cancellationToken)
    {
        var crc = OssCrc64.Create();
        await ReadAsync(body, crc.Append, cancellationToken).ConfigureAwait(false);
        return crc.GetCurrentHashAsUInt64();
    }

    private static async ValueTask<OssVerification> VerifyAsync(
        OssRequest request, OssBody body, OssResponse response, string etag, CancellationToken cancellationToken)
    {
        if (response.Crc64 is not null)
            return Compare(request, response, response.SentCrc ?? await CrcOfAsync(body, cancellationToken).ConfigureAwait(false));
        if (OssHeaders.IsEncrypted(response) || OssHeaders.Md5OfETag(etag) is not { } stored)
            return OssVerification.Unverified;
#pragma warning disable CA5351 // It is the checksum that the service gives, not a secret.
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        await ReadAsync(body, md5.AppendData, cancellationToken).ConfigureAwait(false);
        return md5.GetCurrentHash().AsSpan().SequenceEqual(stored)
            ? OssVerification.Md5
            : throw OssErrors.Mismatch(request, response.RequestId, "the MD5 of what the service stored is not that of what was sent");
    }

    private static async ValueTask ReadAsync(OssBody body, Action<ReadOnlySpan<byte>> take, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            for (long offset = 0; offset < body.Length;)
            {
                var count = await body.ReadAsync(offset, buffer, cancellationToken).ConfigureAwait(false);
                if (count == 0) throw OssErrors.SourceEnded(offset, body);
                take(buffer.AsSpan(0, count));
                offset += count;
            }
        }
        catch (IOException e)
        {
            throw new OssException($"The source cannot be read again. {e.Message}", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
