namespace Pai.Jobs;

/// <summary>The ignore files that count in a folder: its own, then those of the folders above it, and the built-in ones last.</summary>
internal sealed class IgnoreRules
{
    public const string FileName = ".paiignore";

    /// <summary>What is never part of a job's code. A line with ! in an ignore file takes it back.</summary>
    private static readonly string[] s_builtIn = [".git/", "__pycache__/", "*.pyc", ".venv/", ".DS_Store"];

    private readonly IgnoreRules? _outer;
    private readonly string _folder;
    private readonly IReadOnlyList<IgnorePattern> _patterns;

    private IgnoreRules(IgnoreRules? outer, string folder, IEnumerable<string> lines)
    {
        _outer = outer;
        _folder = folder;
        _patterns = [.. lines.Select(IgnorePattern.Parse).OfType<IgnorePattern>()];
    }

    /// <summary>The rules where nothing else is said.</summary>
    public static IgnoreRules BuiltIn { get; } = new(null, "", s_builtIn);

    /// <summary>The rules in a folder below, which has an ignore file.</summary>
    /// <param name="folder">The folder's path in the archive; empty, or ends in a slash.</param>
    /// <param name="lines">The file's lines.</param>
    public IgnoreRules With(string folder, IEnumerable<string> lines) => new(this, folder, lines);

    /// <summary>Whether a path is left out. The last line that matches decides, the nearest file first.</summary>
    /// <param name="path">The path in the archive, without a slash at its end.</param>
    /// <param name="isDirectory">Whether it is a folder; what is in an ignored folder is not asked for any more.</param>
    public bool Ignores(string path, bool isDirectory)
    {
        for (var rules = this; rules is not null; rules = rules._outer)
        {
            for (var i = rules._patterns.Count - 1; i >= 0; i--)
                if (rules._patterns[i].IsMatch(path[rules._folder.Length..], isDirectory)) return !rules._patterns[i].IsNegated;
        }

        return false;
    }
}
