namespace Pai.Jobs;

/// <summary>The progress of a transfer.</summary>
public readonly record struct TransferProgress
{
    /// <summary>The bytes that have arrived, those that were there already included.</summary>
    public long Bytes { get; init; }

    /// <summary>The bytes in all; null while it is not known, as for a stream that does not tell its length.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>The files that are complete.</summary>
    public int Files { get; init; }

    /// <summary>The files in all; null while it is not known.</summary>
    public int? TotalFiles { get; init; }

    /// <summary>The rate of the last five seconds, without what was there already.</summary>
    public double BytesPerSecond { get; init; }
}
