using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The include and exclude patterns of a transfer: a file is taken when one of the first and none of the second matches.</summary>
internal sealed class PathFilter
{
    private readonly Glob[] _include;
    private readonly Glob[] _exclude;

    /// <exception cref="ArgumentException">A pattern can match nothing.</exception>
    public PathFilter(IReadOnlyList<string> include, IReadOnlyList<string> exclude)
    {
        _include = [.. include.Select(p => Parse(p, nameof(include)))];
        _exclude = [.. exclude.Select(p => Parse(p, nameof(exclude)))];
    }

    /// <summary>True if there are no patterns, so that every file matches.</summary>
    public bool TakesAll => _include.Length == 0 && _exclude.Length == 0;

    /// <param name="path">The path below the folder of the transfer, with slashes.</param>
    public bool Takes(string path) =>
        (_include.Length == 0 || Array.Exists(_include, g => g.IsMatch(path))) && !Array.Exists(_exclude, g => g.IsMatch(path));

    /// <summary>Without a slash a pattern is for a name in any folder; with a slash at its end, for all that is in a folder.</summary>
    private static Glob Parse(string pattern, string name)
    {
        if (string.IsNullOrEmpty(pattern)) throw new ArgumentException("A pattern is empty. Write for instance *.csv.", name);
        var isAnywhere = pattern.IndexOf('/', StringComparison.Ordinal) is var slash && (slash < 0 || slash == pattern.Length - 1);
        var text = (isAnywhere ? "**/" : "") + pattern.TrimStart('/') + (pattern.EndsWith('/') ? "**" : "");
        return Glob.Parse(text)
            ?? throw new ArgumentException(
                $"The pattern \"{pattern}\" can match nothing: a [ has no end, or a \\ is its last character.", name);
    }
}
