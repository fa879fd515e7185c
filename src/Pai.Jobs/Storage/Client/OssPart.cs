namespace Pai.Jobs.Internal.Storage;

/// <summary>A part of a multipart upload, as uploaded or as listed.</summary>
/// <param name="Number">From 1 to 10,000.</param>
/// <param name="ETag">With its quotes.</param>
/// <param name="Size">In bytes.</param>
internal sealed record OssPart(int Number, string ETag, long Size)
{
    /// <summary>CRC-64 of the part; null where the service gave none and it was not sent from here.</summary>
    public ulong? Crc64 { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public string? RequestId { get; init; }

    public OssVerification Verification { get; init; }
}
