using System.Globalization;

namespace Pai.Jobs.Internal.Packaging;

/// <summary>Warns of a source folder that is larger than code is.</summary>
internal static class SourceSize
{
    private const int MaxNames = 3;

    public static IReadOnlyList<string> Warn(IReadOnlyList<SourceEntry> entries, long warnAbove)
    {
        var size = entries.Sum(e => e.Size);
        if (size <= warnAbove) return [];
        var largest = string.Join(", ", Largest(entries, size).Select(e => $"{e.Name} ({Megabytes(e.Size)})"));
        return
        [
            $"The code has {Megabytes(size)}, over {Megabytes(warnAbove)}. Largest: {largest}. "
            + $"Leave out what the job does not need with {IgnoreRules.FileName}, and pass data as an input channel.",
        ];
    }

    /// <summary>The largest files where they are most of it, else the folders with the largest files of their own.</summary>
    private static List<(string Name, long Size)> Largest(IReadOnlyList<SourceEntry> entries, long size)
    {
        var files = entries.Select(e => (e.Name, e.Size)).OrderByDescending(e => e.Size).Take(MaxNames).ToList();
        return files.Sum(f => f.Size) >= size / 2
            ? files
            : [.. entries.Where(e => e.IsFile)
                .GroupBy(e => e.Name[..(e.Name.LastIndexOf('/') + 1)], e => e.Size)
                .Select(g => (Name: g.Key.Length == 0 ? "./" : g.Key, Size: g.Sum()))
                .OrderByDescending(f => f.Size).ThenBy(f => f.Name, StringComparer.Ordinal).Take(MaxNames)];
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB");
}
