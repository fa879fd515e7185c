namespace Pai.Jobs;

/// <summary>A file of an <see cref="OutputManifest"/>.</summary>
public sealed record ManifestFile
{
    /// <summary>The path in the output, with slashes: <c>part/0001.csv</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The CRC-64 (ECMA-182, as OSS computes it) of the content.</summary>
    public required ulong Crc64 { get; init; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
