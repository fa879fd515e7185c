namespace Pai.Jobs;

/// <summary>How a source folder is packed.</summary>
public sealed class CodeArchiveOptions
{
    /// <summary>The size of all files, in bytes, above which there is a warning. Default 100 MiB.</summary>
    public long WarnAboveBytes { get; set; } = 100L << 20;
}
