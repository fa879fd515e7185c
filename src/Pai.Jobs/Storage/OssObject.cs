namespace Pai.Jobs;

/// <summary>An object in OSS.</summary>
public sealed record OssObject
{
    /// <summary>The key in the bucket.</summary>
    public required string Key { get; init; }

    /// <summary>The size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>True for an entry that represents all objects whose keys start with <see cref="Key"/>, in a list of one level.</summary>
    public bool IsPrefix { get; init; }

    /// <summary>The time of the last write (UTC); null where the service did not report it.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The ETag with its quotes; empty where the service gave none.</summary>
    public string ETag { get; init; } = "";

    /// <summary>CRC-64 of the bytes; null in lists, and where the service gave none.</summary>
    public ulong? Crc64 { get; init; }

    /// <summary>The content type; null in lists.</summary>
    public string? ContentType { get; init; }

    /// <summary>The storage class, for instance <c>Standard</c>; null where the service did not say.</summary>
    public string? StorageClass { get; init; }

    /// <summary>User metadata by lower-case name, without <c>x-oss-meta-</c>; empty in lists.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
