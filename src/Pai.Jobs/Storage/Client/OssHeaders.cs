using System.Globalization;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Reads the headers of answers, and makes those of requests.</summary>
internal static class OssHeaders
{
    private const string MetadataPrefix = "x-oss-meta-";

    public static DateTimeOffset? Time(string? value) =>
        DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The object of an answer to a GET or HEAD request.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="size">The size of the whole object.</param>
    public static OssObjectInfo ObjectOf(OssResponse response, long size)
    {
        var etag = response.Header("ETag") ?? "";
        var type = response.Header("x-oss-object-type");
        return new()
        {
            Size = size,
            ETag = etag,
            Crc64 = response.Crc64,
            Md5 = Md5(response.Header("Content-MD5")) ?? (type is null or "Normal" && !IsEncrypted(response) ? Md5OfETag(etag) : null),
            LastModified = Time(response.Header("Last-Modified")),
            AnsweredAt = Time(response.Header("Date")),
            ContentType = response.Header("Content-Type"),
            ContentEncoding = response.Header("Content-Encoding"),
            CacheControl = response.Header("Cache-Control"),
            ContentDisposition = response.Header("Content-Disposition"),
            ObjectType = type,
            StorageClass = response.Header("x-oss-storage-class"),
            VersionId = response.Header("x-oss-version-id"),
            Metadata = MetadataOf(response),
            RequestId = response.RequestId,
        };
    }

    /// <summary>True when the service encrypts the object: its ETag is then not an MD5 of the content.</summary>
    public static bool IsEncrypted(OssResponse response) => response.Header("x-oss-server-side-encryption") is not null;

    /// <summary>The MD5 in an ETag; null where it is none.</summary>
    public static byte[]? Md5OfETag(string etag)
    {
        var hex = etag.Trim('"');
        return hex.Length == 32 && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;
    }

    /// <summary>The range that an answer says it holds, and the size of the whole object.</summary>
    public static (long First, long Last, long Size)? ContentRange(string? value)
    {
        if (value is null || !value.StartsWith("bytes ", StringComparison.OrdinalIgnoreCase)) return null;
        var dash = value.IndexOf('-', StringComparison.Ordinal);
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        return dash >= 6 && slash > dash
            && Number(value.AsSpan(6, dash - 6)) is { } first
            && Number(value.AsSpan(dash + 1, slash - dash - 1)) is { } last
            && Number(value.AsSpan(slash + 1)) is { } size
            && first <= last && last < size
            ? (first, last, size)
            : null;
    }

    public static long? Number(ReadOnlySpan<char> value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static OssRequest With(this OssRequest request, OssObjectSettings settings, bool forbidOverwrite)
    {
        request.Header("content-type", settings.ContentType ?? "application/octet-stream")
            .Header("content-encoding", settings.ContentEncoding)
            .Header("cache-control", settings.CacheControl)
            .Header("content-disposition", settings.ContentDisposition)
            .Header("x-oss-storage-class", settings.StorageClass)
            .Header("x-oss-forbid-overwrite", forbidOverwrite ? "true" : null);
        foreach (var (name, value) in settings.Metadata) request.Header(MetadataPrefix + MetadataName(name), value);
        return request;
    }

    public static OssRequest With(this OssRequest request, OssCondition? condition, string prefix = "") => condition is null
        ? request
        : request.Header(prefix + "if-match", condition.IfMatch)
            .Header(prefix + "if-none-match", condition.IfNoneMatch)
            .Header(prefix + "if-modified-since", Time(condition.IfModifiedSince))
            .Header(prefix + "if-unmodified-since", Time(condition.IfUnmodifiedSince));

    private static string? Time(DateTimeOffset? time) => time?.ToString("r", CultureInfo.InvariantCulture);

    private static string MetadataName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? name.ToLowerInvariant()
            : throw new ArgumentException($"\"{name}\" is not a name of metadata: it has letters, digits and hyphens only.", nameof(name));

    private static byte[]? Md5(string? value)
    {
        var bytes = new byte[16];
        return value is { Length: 24 } && Convert.TryFromBase64String(value, bytes, out var count) && count == 16 ? bytes : null;
    }

    private static Dictionary<string, string> MetadataOf(OssResponse response)
    {
        var metadata = new Dictionary<string, string>();
        foreach (var (name, values) in response.Message.Headers.NonValidated)
        {
            if (name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
                metadata[name[MetadataPrefix.Length..].ToLowerInvariant()] = string.Join(", ", values);
        }

        return metadata;
    }
}
