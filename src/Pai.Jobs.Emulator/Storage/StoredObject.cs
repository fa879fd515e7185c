namespace Pai.Jobs.Internal.Emulator;

/// <summary>An object of a bucket, as it was stored at once.</summary>
internal sealed record StoredObject
{
    public required string Key { get; init; }

    /// <summary>The type that lists show: Normal, Multipart, Appendable.</summary>
    public required string Type { get; init; }

    /// <summary>The ETag without its quotes.</summary>
    public required string ETag { get; init; }

    public required ulong Crc64 { get; init; }

    /// <summary>In base64, for an object that was written in one request.</summary>
    public string? ContentMd5 { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required Pieces Pieces { get; init; }

    public ObjectHeaders Headers { get; init; } = ObjectHeaders.Empty;

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The number of times that an appendable object was appended to.</summary>
    public int Appended { get; init; }

    public long Length => Pieces.Length;

    public string QuotedETag => $"\"{ETag}\"";
}
