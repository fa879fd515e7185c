namespace Pai.Jobs;

/// <summary>Options for packing a source folder.</summary>
public sealed class CodeArchiveOptions
{
    /// <summary>The size of all files, in bytes, above which there is a warning. Default 100 MiB.</summary>
    public long WarnAboveBytes { get; set; } = 100L << 20;

    /// <summary>An earlier plan of the same source. Packing fails when the source has changed since. Default null: no check.</summary>
    public CodeArchive? Expected { get; set; }

    /// <summary>Files and folders that are not packed, with what is in them; those outside the source do not matter.</summary>
    internal IReadOnlyList<string> Except { get; init; } = [];
}
