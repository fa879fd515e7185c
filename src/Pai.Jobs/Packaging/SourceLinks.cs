namespace Pai.Jobs.Internal.Packaging;

/// <summary>Finds the links of a source folder that would lead elsewhere, or nowhere, where the archive is unpacked.</summary>
/// <remarks>Links are followed through the archive's own entries: that is all there is at the other end.</remarks>
internal sealed class SourceLinks
{
    /// <summary>As many as the kernel follows.</summary>
    private const int MaxLinks = 40;

    private readonly string _root;
    private readonly Dictionary<string, SourceEntry> _entries;

    private SourceLinks(string root, IReadOnlyList<SourceEntry> entries)
    {
        _root = root;
        _entries = entries.ToDictionary(e => e.Name.TrimEnd('/'), StringComparer.Ordinal);
    }

    /// <summary>A sentence for each link that cannot be packed.</summary>
    public static IEnumerable<string> FindProblems(string root, IReadOnlyList<SourceEntry> entries)
    {
        var links = new SourceLinks(root, entries);
        foreach (var entry in entries)
        {
            if (entry.LinkTarget is { } target && links.Refuse(entry, target) is { } problem)
                yield return $"the link {entry.Name} -> {target} {problem}, or add it to {IgnoreRules.FileName}";
        }
    }

    private string? Refuse(SourceEntry link, string target)
    {
        var place = ParentOf(link.Name);
        var rest = new Stack<string>();
        Push(rest, target);
        for (var links = 0; ;)
        {
            if (Path.IsPathRooted(target)) return "is absolute, or leads to a link that is; make it relative";
            if (!rest.TryPop(out var segment)) return null;
            if (segment == "..")
            {
                if (place.Length == 0) return "leaves the folder; copy what it leads to";
                place = ParentOf(place);
                continue;
            }

            var next = place.Length == 0 ? segment : $"{place}/{segment}";
            if (!_entries.TryGetValue(next, out var entry))
                return (Path.Exists(Path.Combine(_root, next)) ? $"leads to {next}, which is left out" : "leads nowhere") + "; remove it";
            if (entry.LinkTarget is null)
            {
                if (!entry.IsDirectory && rest.Count > 0) return "leads nowhere; remove it";
                place = next;
                continue;
            }

            if (++links > MaxLinks) return "leads in a circle; remove it";
            target = entry.LinkTarget;
            Push(rest, target);
        }
    }

    private static void Push(Stack<string> rest, string target)
    {
        foreach (var segment in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            if (segment != ".") rest.Push(segment);
    }

    private static string ParentOf(string name) => name[..Math.Max(name.LastIndexOf('/'), 0)];
}
