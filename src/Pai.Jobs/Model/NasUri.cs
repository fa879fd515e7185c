using System.Diagnostics.CodeAnalysis;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs;

/// <summary>A folder of a NAS file system, <c>nas://host/path/</c>.</summary>
/// <remarks>
/// The host is <c>&lt;file system&gt;-&lt;mount&gt;.&lt;region&gt;.nas.aliyuncs.com</c>, <c>….extreme.nas.aliyuncs.com</c>, or
/// <c>&lt;file system&gt;.&lt;region&gt;</c>.
/// </remarks>
public sealed class NasUri : DataLocation, IParsable<NasUri>
{
    private NasUri(string text, string host, string path)
        : base(text)
    {
        Host = host;
        Path = path;
    }

    /// <summary>The mount point: file system and region.</summary>
    public string Host { get; }

    /// <summary>The folder in the file system, from its slash on; ends in a slash.</summary>
    public string Path { get; }

    /// <summary>Reads <c>nas://file-system.region/path/</c>; a missing slash at the end is added.</summary>
    /// <param name="text">The string to read.</param>
    /// <exception cref="FormatException">The string is not such a location; the message says why.</exception>
    public static new NasUri Parse(string text) =>
        TryParse(text, out var uri, out var problem) ? uri : throw new FormatException(problem);

    /// <summary>Reads a location, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The string to read.</param>
    /// <param name="uri">The location.</param>
    /// <param name="problem">The reason why the string is not valid; null if it is.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out NasUri? uri, [NotNullWhen(false)] out string? problem)
    {
        problem = LocationProblem.OfNas(text);
        uri = problem is null ? Read(text!) : null;
        return uri is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out NasUri?, out string?)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out NasUri? uri) => TryParse(text, out uri, out _);

    static NasUri IParsable<NasUri>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<NasUri>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out NasUri result) =>
        TryParse(s, out result);

    /// <summary>Reads a location, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The string to read.</param>
    /// <exception cref="FormatException">The string is not such a location.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator NasUri?(string? text) => text is null ? null : Parse(text);

    /// <summary>A folder below this one.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">A relative path.</param>
    /// <exception cref="ArgumentException">The path is empty, absolute, or leads elsewhere.</exception>
    public static NasUri operator /(NasUri folder, string path)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(path);
        if (LocationText.CheckRelative(path) is { } problem) throw new ArgumentException($"\"{path}\" {problem}.", nameof(path));
        return Parse(folder.ToString() + path);
    }

    internal override DataLocation WithFilePath(string path) => new NasUri(ToString(), Host, Path) { FilePath = path };

    /// <summary>Reads a string that is such a location.</summary>
    private static NasUri Read(string text)
    {
        var (host, path) = LocationProblem.Split(text);
        path = LocationText.EnsureTrailingSlash(path);
        return new($"nas://{host}{path}", host, path);
    }
}
