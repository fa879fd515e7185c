namespace Pai.Jobs.Internal.Storage;

/// <summary>The headers of an object.</summary>
internal sealed record OssObjectInfo
{
    /// <summary>The size of the whole object in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The ETag with its quotes, as it is sent; empty where the service gave none.</summary>
    public required string ETag { get; init; }

    /// <summary>CRC-64 of the whole object; null where the service gave none.</summary>
    public ulong? Crc64 { get; init; }

    /// <summary>MD5 of the whole object, from <c>Content-MD5</c> or an ETag that is one; null where neither is.</summary>
    public byte[]? Md5 { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The service's time when it answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? CacheControl { get; init; }

    public string? ContentDisposition { get; init; }

    /// <summary><c>Normal</c>, <c>Multipart</c>, <c>Appendable</c> or <c>Symlink</c>.</summary>
    public string? ObjectType { get; init; }

    public string? StorageClass { get; init; }

    public string? VersionId { get; init; }

    /// <summary>User metadata by lower-case name, without <c>x-oss-meta-</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public string? RequestId { get; init; }
}
