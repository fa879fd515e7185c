using System.Globalization;

namespace Pai.Jobs.Cli.Storage;

/// <summary>An object, or in a list of one level a prefix, in JSON.</summary>
internal sealed record ObjectJson(
    string Location,
    bool IsPrefix,
    long Size,
    DateTimeOffset? LastModified,
    string? ETag,
    string? StorageClass,
    string? Crc64,
    string? ContentType,
    IReadOnlyDictionary<string, string>? Metadata)
{
    public static ObjectJson Of(OssUri location, OssObject item) => new(
        OssLocation.Of(location, item.Key),
        item.IsPrefix,
        item.Size,
        item.LastModified,
        item.ETag is { Length: > 0 } tag ? tag : null,
        item.StorageClass,
        // As a string: programs that read JSON numbers as floating point would round it.
        item.Crc64?.ToString(CultureInfo.InvariantCulture),
        item.ContentType,
        item.Metadata.Count > 0 ? item.Metadata : null);
}

/// <summary>A transfer, in JSON.</summary>
internal sealed record TransferJson(
    string Location, string? Path, long BytesMoved, IReadOnlyList<TransferFileJson> Files, IReadOnlyList<string> LeftOut)
{
    public static TransferJson Of(TransferResult result) => new(
        result.Location.ToString(),
        result.Path,
        result.BytesMoved,
        [.. result.Files.Select(f => new TransferFileJson(f.Name, f.Size, f.Action, f.Verification))],
        result.LeftOut);
}

/// <summary>A file of a transfer, in JSON.</summary>
internal sealed record TransferFileJson(string Name, long Size, TransferAction Action, TransferVerification Verification);

/// <summary>Objects that were deleted, or would be, in JSON.</summary>
internal sealed record RemovalJson(string Location, long Objects, bool IsDryRun);

/// <summary>A location that works without an access key, in JSON.</summary>
internal sealed record SignedJson(Uri Url, string Method, DateTimeOffset ExpiresAt);
