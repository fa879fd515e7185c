namespace Pai.Jobs.Internal.Packaging;

/// <summary>The lines of one ignore file, and of those in the folders above it.</summary>
internal sealed class IgnoreLines
{
    private readonly IgnoreLines? _outer;
    private readonly string _folder;
    private readonly string _source;
    private readonly IReadOnlyList<IgnorePattern> _patterns;

    /// <param name="outer">The lines of the folders above; null where there are none.</param>
    /// <param name="folder">The folder's path in the archive; empty, or ends in a slash.</param>
    /// <param name="source">The name of the file, for people.</param>
    /// <param name="text">The lines.</param>
    public IgnoreLines(IgnoreLines? outer, string folder, string source, string text)
    {
        _outer = outer;
        _folder = folder;
        _source = source;
        _patterns = [.. LinesOf(text).Select(IgnorePattern.Parse).OfType<IgnorePattern>()];
    }

    /// <summary>The line that decides about a path, with its source; null when no line is about it.</summary>
    public (IgnorePattern Pattern, string Source)? Find(string path, bool isDirectory)
    {
        for (var lines = this; lines is not null; lines = lines._outer)
        {
            for (var i = lines._patterns.Count - 1; i >= 0; i--)
                if (lines._patterns[i].IsMatch(path.AsSpan(lines._folder.Length), isDirectory)) return (lines._patterns[i], lines._source);
        }

        return null;
    }

    /// <summary>Lines end in LF or CR LF; a CR elsewhere belongs to the line, as in git.</summary>
    private static IEnumerable<string> LinesOf(string text) => text.Split('\n').Select(l => l.EndsWith('\r') ? l[..^1] : l);
}
