using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Packaging;

/// <summary>One line of an ignore file, in the syntax of gitignore.</summary>
internal sealed class IgnorePattern
{
    private readonly Glob _glob;
    private readonly bool _directoryOnly;
    private readonly bool _anchored;

    private IgnorePattern(string line, Glob glob, bool isNegated, bool directoryOnly, bool anchored)
    {
        Line = line;
        _glob = glob;
        IsNegated = isNegated;
        _directoryOnly = directoryOnly;
        _anchored = anchored;
    }

    /// <summary>The line as it stands in the file.</summary>
    public string Line { get; }

    /// <summary>True if the line takes back what an earlier one ignored.</summary>
    public bool IsNegated { get; }

    /// <summary>Reads a line; null for a comment, for an empty one, and for one that can match nothing.</summary>
    public static IgnorePattern? Parse(string line)
    {
        var text = TrimTrailingSpaces(line);
        if (text.Length == 0 || text[0] == '#') return null;
        var negated = text[0] == '!';
        if (negated) text = text[1..];
        var directoryOnly = text.EndsWith('/');
        if (directoryOnly) text = text[..^1];
        var anchored = text.Contains('/', StringComparison.Ordinal);
        if (text.StartsWith('/')) text = text[1..];
        return text.Length > 0 && Glob.Parse(text) is { } glob ? new(line, glob, negated, directoryOnly, anchored) : null;
    }

    /// <summary>True if the line is about a path.</summary>
    /// <param name="path">The path, with slashes, from the folder of the ignore file.</param>
    /// <param name="isDirectory">Whether it is a folder.</param>
    public bool IsMatch(ReadOnlySpan<char> path, bool isDirectory) =>
        (!_directoryOnly || isDirectory) && _glob.IsMatch(_anchored ? path : path[(path.LastIndexOf('/') + 1)..]);

    /// <summary>Spaces at the end do not count, unless a backslash stands before them.</summary>
    private static string TrimTrailingSpaces(string text)
    {
        var end = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ') continue;
            if (text[i] == '\\' && i + 1 < text.Length) i++;
            end = i + 1;
        }

        return text[..end];
    }
}
