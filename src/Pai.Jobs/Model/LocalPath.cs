using System.Diagnostics.CodeAnalysis;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs;

/// <summary>A file or a folder on this machine. A relative path is taken from the current directory.</summary>
/// <remarks>
/// The string is kept as it was given, with <c>./</c> before one of the shape of a dataset id. <c>file:///path</c> is read too, and is
/// then the path; nothing in it is decoded.
/// </remarks>
public sealed class LocalPath : DataLocation, IParsable<LocalPath>
{
    private LocalPath(string text, string fullPath)
        : base(text) => FilePath = fullPath;

    /// <summary>The absolute path, as it was when this was made.</summary>
    public string FullPath => FilePath!;

    /// <summary>Reads a path. Nothing in it is expanded: no <c>~</c>, no variables.</summary>
    /// <param name="text">The string to read.</param>
    /// <exception cref="FormatException">The string is not a path; the message says why.</exception>
    public static new LocalPath Parse(string text) =>
        TryParse(text, out var path, out var problem) ? path : throw new FormatException(problem);

    /// <summary>Reads a path, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The string to read.</param>
    /// <param name="path">The path.</param>
    /// <param name="problem">The reason why the string is not valid; null if it is.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out LocalPath? path, [NotNullWhen(false)] out string? problem)
    {
        problem = LocationProblem.OfLocal(text);
        path = null;
        if (problem is not null) return false;
        try
        {
            path = Read(LocationText.SchemeOf(text) == "file" ? LocationText.PathOfFileUri(text!) : text!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"\"{text}\" is a relative path, and the current directory cannot be found: {e.Message} Give an absolute path.";
        }

        return path is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out LocalPath?, out string?)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out LocalPath? path) =>
        TryParse(text, out path, out _);

    static LocalPath IParsable<LocalPath>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<LocalPath>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out LocalPath result) =>
        TryParse(s, out result);

    /// <summary>Reads a path, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The string to read.</param>
    /// <exception cref="FormatException">The string is not a path.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator LocalPath?(string? text) => text is null ? null : Parse(text);

    /// <summary>A file or a folder below this one.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">A relative path.</param>
    /// <exception cref="ArgumentException">The path is empty or absolute.</exception>
    public static LocalPath operator /(LocalPath folder, string path)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0 || Path.IsPathRooted(path))
            throw new ArgumentException($"\"{path}\" cannot be joined to a path: it is empty or absolute.", nameof(path));
        return Parse(LocationText.EnsureTrailingSlash(folder.ToString()) + path);
    }

    internal override DataLocation WithFilePath(string path) => new LocalPath(ToString(), path);

    /// <summary>A folder with the name of a dataset would be read back as the dataset.</summary>
    private static LocalPath Read(string path) => new(LocationText.IsDatasetId(path) ? "./" + path : path, Path.GetFullPath(path));
}
