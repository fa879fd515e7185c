namespace Pai.Jobs;

/// <summary>The packed files of a source directory.</summary>
public sealed record CodeSummary
{
    /// <summary>The folder or file on this machine.</summary>
    public required string SourcePath { get; init; }

    /// <summary>
    /// The SHA-256 digest of the uncompressed archive, lower-case hexadecimal: the same for the same content on every system.
    /// </summary>
    public required string Sha256 { get; init; }

    /// <summary>The size of the uncompressed archive, in bytes.</summary>
    public long TarSize { get; init; }

    /// <summary>The size of all files, in bytes.</summary>
    public long ContentSize { get; init; }

    /// <summary>The number of files.</summary>
    public int FileCount { get; init; }

    /// <summary>The paths in the archive, sorted; folders end in a slash.</summary>
    public IReadOnlyList<string> Entries { get; init; } = [];

    /// <summary>
    /// The paths that are not packed, sorted, each with the reason: <c>bin/ (built in, beside a project file: /bin/)</c>. The content of a
    /// folder that is left out is not listed.
    /// </summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Warnings for the user, as sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
