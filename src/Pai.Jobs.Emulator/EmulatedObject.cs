namespace Pai.Jobs.Emulator;

/// <summary>An object of an emulator.</summary>
public sealed record EmulatedObject
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The ETag without its quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>The CRC-64 of the bytes.</summary>
    public required ulong Crc64 { get; init; }

    /// <summary>The way it was written: Normal, Multipart or Appendable.</summary>
    public required string Type { get; init; }

    /// <summary>The time of the last write.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>The headers that are kept with it, by lower-case name: the content's and <c>x-oss-meta-...</c>.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}
