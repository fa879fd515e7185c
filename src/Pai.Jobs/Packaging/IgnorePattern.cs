namespace Pai.Jobs;

/// <summary>One line of an ignore file, in the syntax of gitignore.</summary>
/// <remarks>Our own because the packages that read this syntax are not kept up, or not fit for ahead-of-time compilation; tested against git itself.</remarks>
internal sealed class IgnorePattern
{
    private readonly string _glob;
    private readonly bool _directoryOnly;
    private readonly bool _anchored;

    private IgnorePattern(string glob, bool isNegated, bool directoryOnly, bool anchored)
    {
        _glob = glob;
        IsNegated = isNegated;
        _directoryOnly = directoryOnly;
        _anchored = anchored;
    }

    /// <summary>Whether the line takes back what an earlier one ignored.</summary>
    public bool IsNegated { get; }

    /// <summary>Reads a line; null for a comment or an empty one.</summary>
    public static IgnorePattern? Parse(string line)
    {
        var text = TrimTrailingSpaces(line.TrimEnd('\r', '\n'));
        if (text.Length == 0 || text[0] == '#') return null;
        var negated = text[0] == '!';
        if (negated) text = text[1..];
        var directoryOnly = text.EndsWith('/') && !text.EndsWith("\\/", StringComparison.Ordinal);
        if (directoryOnly) text = text[..^1];
        var anchored = text.Contains('/', StringComparison.Ordinal);
        if (text.StartsWith('/')) text = text[1..];
        return text.Length == 0 ? null : new(text, negated, directoryOnly, anchored);
    }

    /// <summary>Whether the line is about a path.</summary>
    /// <param name="path">The path, with slashes, from the folder of the ignore file.</param>
    /// <param name="isDirectory">Whether it is a folder.</param>
    public bool IsMatch(string path, bool isDirectory) =>
        (!_directoryOnly || isDirectory) && Glob.IsMatch(_glob, _anchored ? path : path[(path.LastIndexOf('/') + 1)..]);

    /// <summary>Spaces at the end do not count, unless a backslash stands before them.</summary>
    private static string TrimTrailingSpaces(string text)
    {
        var end = text.Length;
        while (end > 0 && text[end - 1] == ' ' && (end < 2 || text[end - 2] != '\\')) end--;
        return text[..end];
    }
}
