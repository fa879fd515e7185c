namespace Pai.Jobs;

/// <summary>Options of a download.</summary>
public sealed record DownloadOptions : TransferOptions
{
    /// <summary>
    /// Unpacks a <c>.tar.gz</c> into the target, which is a folder then; default false. Nothing of it appears there before all of it has
    /// been verified and unpacked.
    /// </summary>
    public bool Extract { get; init; }

    /// <summary>
    /// Writes each file through to the disk before it gets its name, so that it outlives a loss of power; default false.
    /// </summary>
    public bool FlushToDisk { get; init; }
}
