namespace Pai.Jobs.Internal.Packaging;

/// <summary>The ignore files that count in a folder: its own, then those of the folders above it, and the built-in lines last.</summary>
/// <remarks>
/// Our own, because the library that there is for this syntax (MAB.DotIgnore 3.0.1) throws at <c>[ab</c> and decides otherwise than git
/// at <c>a**b</c>, <c>***</c>, <c>\!a</c>, and spaces at either end. The tests compare with git itself.
/// </remarks>
internal sealed class IgnoreRules
{
    public const string FileName = ".paiignore";

    /// <summary>What is no code, unless a line with ! in an ignore file takes it back.</summary>
    private const string BuiltInLines = "__pycache__/\n*.pyc\n.venv/\n.DS_Store\n";

    private readonly IgnoreRules? _outer;
    private readonly string _folder;
    private readonly IReadOnlyList<IgnorePattern> _patterns;

    private IgnoreRules(IgnoreRules? outer, string folder, string text)
    {
        _outer = outer;
        _folder = folder;
        _patterns = [.. LinesOf(text).Select(IgnorePattern.Parse).OfType<IgnorePattern>()];
    }

    /// <summary>The rules where nothing else is said.</summary>
    public static IgnoreRules BuiltIn { get; } = new(null, "", BuiltInLines);

    /// <summary>The rules in a folder below, which has an ignore file.</summary>
    /// <param name="folder">The folder's path in the archive; empty, or ends in a slash.</param>
    /// <param name="text">The file.</param>
    public IgnoreRules With(string folder, string text) => new(this, folder, text);

    /// <summary>Whether a path is left out. The last line that matches decides, the nearest file first.</summary>
    /// <param name="path">The path in the archive, without a slash at its end.</param>
    /// <param name="isDirectory">Whether it is a folder; what is in an ignored folder is not asked for any more.</param>
    public bool Ignores(string path, bool isDirectory)
    {
        // Whatever the lines say, as in git: "!*/" would take it back, with the credentials that its configuration may have.
        if (Path.GetFileName(path.AsSpan()) is ".git") return true;
        for (var rules = this; rules is not null; rules = rules._outer)
        {
            for (var i = rules._patterns.Count - 1; i >= 0; i--)
                if (rules._patterns[i].IsMatch(path.AsSpan(rules._folder.Length), isDirectory)) return !rules._patterns[i].IsNegated;
        }

        return false;
    }

    /// <summary>Lines end in LF or CR LF; a CR elsewhere belongs to the line, as in git.</summary>
    private static IEnumerable<string> LinesOf(string text) => text.Split('\n').Select(l => l.EndsWith('\r') ? l[..^1] : l);
}
