namespace Pai.Jobs.Internal.Packaging;

/// <summary>
/// The lines that count in a folder: those of its own ignore file, then those of the folders above it, and the built-in ones last.
/// </summary>
/// <remarks>
/// Our own, because the library that there is for this syntax (MAB.DotIgnore 3.0.1) throws at <c>[ab</c> and decides otherwise than git
/// at <c>a**b</c>, <c>***</c>, <c>\!a</c>, and spaces at either end. The tests compare with git itself.
/// </remarks>
internal sealed class IgnoreRules
{
    public const string FileName = ".paiignore";

    /// <summary>Files that tools make or install. A line with ! in an ignore file takes one back.</summary>
    private static readonly IgnoreLines s_builtIn = new(
        null,
        "",
        "built in",
        """
        __pycache__/
        *.pyc
        .venv/
        venv/
        node_modules/
        .mypy_cache/
        .pytest_cache/
        .ruff_cache/
        .tox/
        .ipynb_checkpoints/
        .idea/
        .vs/
        .hg/
        .svn/
        .DS_Store
        """);

    /// <summary>The build makes these beside a project file; elsewhere folders of these names may be code.</summary>
    private const string ProjectLines = "/bin/\n/obj/";

    private readonly IgnoreLines? _files;
    private readonly IgnoreLines _builtIn;

    private IgnoreRules(IgnoreLines? files, IgnoreLines builtIn) => (_files, _builtIn) = (files, builtIn);

    /// <summary>The default rules.</summary>
    public static IgnoreRules BuiltIn { get; } = new(null, s_builtIn);

    /// <summary>The rules in a folder below, which has an ignore file.</summary>
    /// <param name="folder">The folder's path in the archive; empty, or ends in a slash.</param>
    /// <param name="text">The file.</param>
    public IgnoreRules With(string folder, string text) => new(new(_files, folder, folder + FileName, text), _builtIn);

    /// <summary>The rules in a folder below, which has a project file of .NET.</summary>
    /// <param name="folder">The folder's path in the archive; empty, or ends in a slash.</param>
    public IgnoreRules WithProject(string folder) => new(_files, new(_builtIn, folder, "built in, beside a project file", ProjectLines));

    /// <summary>True if a path is left out. The last line that matches decides, the nearest file first.</summary>
    /// <param name="path">The path in the archive, without a slash at its end.</param>
    /// <param name="isDirectory">Whether it is a folder; what is in an ignored folder is not asked for any more.</param>
    public bool Ignores(string path, bool isDirectory) => ReasonFor(path, isDirectory) is not null;

    /// <summary>Why a path is left out: the file and the line. Null when it is packed.</summary>
    /// <inheritdoc cref="Ignores"/>
    public string? ReasonFor(string path, bool isDirectory)
    {
        // Whatever the lines say, as in git: "!*/" would take it back, with the credentials that its configuration may have.
        if (Path.GetFileName(path.AsSpan()) is ".git") return "never packed";
        return (_files?.Find(path, isDirectory) ?? _builtIn.Find(path, isDirectory)) is ({ IsNegated: false } pattern, var source)
            ? $"{source}: {pattern.Line}"
            : null;
    }
}
