using System.Globalization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Put, get, head and delete of single objects.</summary>
internal sealed class ObjectOperations(OssService service)
{
    private static readonly string[] s_overrides =
        ["Content-Type", "Content-Language", "Expires", "Cache-Control", "Content-Disposition", "Content-Encoding"];

    public async Task<OssResponse> PutAsync(OssRequest request)
    {
        var bucket = service.FindBucketOfObject(request);
        var headers = RequestHeaders.Read(request, bucket.Settings.StorageClass);
        var tags = RequestHeaders.Tags(request);
        var forbid = RequestHeaders.ForbidsOverwrite(request);
        // Refused before its body is stored, and once more when it is.
        if (forbid && bucket.Find(request.Key!) is not null) throw OssErrors.FileAlreadyExists();
        if (request.ContentLength is null && request.Header("transfer-encoding") is null) throw MissingContentLength();
        var received = await Intake.ReadAsync(request, service.Store);
        var stored = Store(bucket, request.Key!, received, headers, tags, forbid);
        return OssResponse.Empty(200)
            .With("ETag", stored.QuotedETag)
            .With("Content-MD5", received.Md5Base64)
            .With("x-oss-hash-crc64ecma", Crc(stored.Crc64));
    }

    /// <summary>Makes an object of bytes that were received at once.</summary>
    public StoredObject Store(
        Bucket bucket,
        string key,
        Received received,
        ObjectHeaders headers,
        IReadOnlyDictionary<string, string> tags,
        bool forbidOverwrite)
    {
        var pieces = Pieces.Of(received.Content);
        try
        {
            return bucket.Change(key, old => old is not null && forbidOverwrite
                ? throw OssErrors.FileAlreadyExists()
                : new StoredObject
                {
                    Key = key,
                    Type = "Normal",
                    ETag = received.ETag,
                    Crc64 = received.Crc64,
                    ContentMd5 = received.Md5Base64,
                    LastModified = service.Now(),
                    Pieces = pieces,
                    Headers = headers,
                    Tags = tags,
                });
        }
        catch
        {
            pieces.Release();
            throw;
        }
    }

    public OssResponse Get(OssRequest request)
    {
        var bucket = service.FindBucketOfObject(request);
        CheckVersion(request);
        if (!bucket.TryOpen(request.Key!, out var found)) throw OssErrors.NoSuchKey(request.Key!);
        try
        {
            Conditions.Check(request, found);
            var standard = !service.LenientRanges || request.Header("x-oss-range-behavior") == "standard";
            var range = ByteRange.Parse(request.Header("range"), found.Length, standard);
            var (offset, length) = range is { } part ? (part.Offset, part.Length) : (0, found.Length);
            var response = new OssResponse(range is null ? 200 : 206)
            {
                Pieces = found.Pieces,
                Offset = offset,
                Length = length,
            };
            if (range is not null) response.With("Content-Range", $"bytes {offset}-{offset + length - 1}/{found.Length}");
            AddHeaders(response, found, request);
            return response;
        }
        catch
        {
            found.Pieces.Release();
            throw;
        }
    }

    public OssResponse Head(OssRequest request)
    {
        var found = Find(request);
        Conditions.Check(request, found);
        var response = new OssResponse(200) { Length = found.Length };
        AddHeaders(response, found, request);
        return response;
    }

    public OssResponse Meta(OssRequest request)
    {
        var found = Find(request);
        return new OssResponse(200) { Length = found.Length }
            .With("ETag", found.QuotedETag)
            .With("Last-Modified", Times.ToHeader(found.LastModified))
            .With("x-oss-hash-crc64ecma", Crc(found.Crc64));
    }

    public OssResponse Delete(OssRequest request)
    {
        service.FindBucketOfObject(request).Delete(request.Key!);
        return OssResponse.Empty(204);
    }

    public StoredObject Find(OssRequest request)
    {
        var bucket = service.FindBucketOfObject(request);
        CheckVersion(request);
        return bucket.Find(request.Key!) ?? throw OssErrors.NoSuchKey(request.Key!);
    }

    public static string Crc(ulong crc) => crc.ToString(CultureInfo.InvariantCulture);

    public static ServiceErrorException MissingContentLength() =>
        new(411, "MissingContentLength", "0017-00000601", "You must provide the Content-Length HTTP header.");

    private static void CheckVersion(OssRequest request)
    {
        if (request.Query.NotEmpty("versionId") is not { } version || version == "null") return;
        throw new ServiceErrorException(404, "NoSuchVersion", "0026-00000003", "The specified version does not exist.")
            .With("VersionId", version);
    }

    private static void AddHeaders(OssResponse response, StoredObject found, OssRequest request)
    {
        response
            .With("ETag", found.QuotedETag)
            .With("Last-Modified", Times.ToHeader(found.LastModified))
            .With("Accept-Ranges", "bytes")
            .With("x-oss-object-type", found.Type)
            .With("x-oss-storage-class", found.Headers.StorageClass)
            .With("x-oss-hash-crc64ecma", Crc(found.Crc64))
            .With("Content-MD5", found.ContentMd5)
            .With("Content-Type", Override("Content-Type") ?? found.Headers.ContentType);
        if (found.Tags.Count > 0) response.With("x-oss-tagging-count", found.Tags.Count.ToString(CultureInfo.InvariantCulture));
        if (found.Type == "Appendable") response.With("x-oss-next-append-position", Crc((ulong)found.Length));
        foreach (var name in s_overrides.Skip(1))
        {
            response.With(name, Override(name) ?? found.Headers.Values.GetValueOrDefault(name.ToLowerInvariant()));
        }

        foreach (var (name, value) in found.Headers.Values)
        {
            if (name.StartsWith("x-oss-meta-", StringComparison.Ordinal)) response.With(name, value);
        }

        string? Override(string name)
        {
            var parameter = "response-" + name.ToLowerInvariant();
            if (request.Query.NotEmpty(parameter) is not { } value) return null;
            return value.Any(char.IsControl)
                ? throw OssErrors.InvalidArgument(parameter, null, $"{parameter} must not have control characters.")
                : value;
        }
    }
}
