using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs;

/// <summary>Options of uploads and downloads.</summary>
public abstract record TransferOptions
{
    private protected TransferOptions()
    {
    }

    /// <summary>The requests that run at once, from 1 to 256; default 8.</summary>
    public int MaxParallel { get; init; } = 8;

    /// <summary>
    /// The size in bytes of the parts in which larger files are moved, from 100 KiB to 5 GiB; default 6 MiB. It grows where a file would
    /// have more than 10,000 parts.
    /// </summary>
    public long PartSize { get; init; } = PartSizes.Default;

    /// <summary>
    /// Patterns of the files to take, for folders and prefixes: <c>*.csv</c> in any folder, <c>logs/*.txt</c> from the top, <c>logs/</c>
    /// for all below it, <c>**</c> for any number of folders. Empty (the default) for all.
    /// </summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of the files to leave out, in the same form; they win over <see cref="Include"/>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>
    /// Leaves files alone that are at the target with the same size and CRC-64; default true. A file of an equal size is read for that.
    /// </summary>
    public bool SkipIdentical { get; init; } = true;

    /// <summary>
    /// Continues what an earlier call left unfinished, and keeps it when this call does not complete; default true. Otherwise
    /// nothing is left. It is about files that are larger than <see cref="PartSize"/>; smaller ones leave nothing.
    /// </summary>
    public bool Resume { get; init; } = true;

    /// <summary>The rate in bytes per second that is not exceeded; null (the default) for no limit.</summary>
    public long? MaxBytesPerSecond { get; init; }

    /// <summary>Is told of the progress, ten times a second at most, and never by two threads at once.</summary>
    public IProgress<TransferProgress>? Progress { get; init; }

    /// <summary>Only looks, and says in the result what would be moved; default false.</summary>
    public bool DryRun { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Check()
    {
        CheckRange(MaxParallel is >= 1 and <= 256, MaxParallel, nameof(MaxParallel), "1 to 256");
        CheckRange(PartSize is >= PartSizes.Smallest and <= PartSizes.Largest, PartSize, nameof(PartSize), "100 KiB (102400) to 5 GiB");
        CheckRange(MaxBytesPerSecond is null or > 0, MaxBytesPerSecond, nameof(MaxBytesPerSecond), "more than 0");
        ArgumentNullException.ThrowIfNull(Include);
        ArgumentNullException.ThrowIfNull(Exclude);
    }

    private static void CheckRange(bool isInRange, object? value, string name, string range)
    {
        if (!isInRange) throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be {range}.");
    }
}
