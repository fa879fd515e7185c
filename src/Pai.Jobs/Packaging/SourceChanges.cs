namespace Pai.Jobs.Internal.Packaging;

/// <summary>Names what changed in a source between two readings of it.</summary>
internal static class SourceChanges
{
    private const int MaxNames = 3;

    /// <summary>A sentence with the first few names, as far as sizes, times and link targets show them.</summary>
    public static string Describe(IReadOnlyList<SourceEntry> before, IReadOnlyList<SourceEntry> after)
    {
        var names = before.Select(Identify).Except(after.Select(Identify))
            .Concat(after.Select(Identify).Except(before.Select(Identify)))
            .Select(e => e.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        var rest = names.Count > MaxNames ? $" and {names.Count - MaxNames} more" : "";
        var list = names.Count > 0 ? $" ({string.Join(", ", names.Take(MaxNames))}{rest})" : "";
        return $"the source changed after it was prepared{list}. Run again to use its new state.";
    }

    private static (string Name, long Size, DateTime LastWriteTime, string? LinkTarget) Identify(SourceEntry entry) =>
        (entry.Name, entry.Size, entry.LastWriteTime, entry.LinkTarget);
}
