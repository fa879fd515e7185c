namespace Pai.Jobs.Internal.Storage;

/// <summary>The outcome of a put, a copy or a completed multipart upload.</summary>
internal sealed record OssWriteResult
{
    /// <summary>The size of the object in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The ETag with its quotes; empty where the service gave none.</summary>
    public required string ETag { get; init; }

    /// <summary>CRC-64 of the object: what was sent, where the service gave none; null where neither is known.</summary>
    public ulong? Crc64 { get; init; }

    public string? VersionId { get; init; }

    public string? RequestId { get; init; }

    public OssVerification Verification { get; init; }

    /// <summary>
    /// True when the object was found there with the same bytes: written by an earlier try whose answer was lost, or, where overwriting is
    /// forbidden, by another writer.
    /// </summary>
    public bool WasFound { get; init; }
}
