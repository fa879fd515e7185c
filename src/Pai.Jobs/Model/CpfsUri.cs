using System.Diagnostics.CodeAnalysis;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs;

/// <summary>A folder of a CPFS file system, <c>cpfs://host/path/</c>, or of CPFS for Lingjun, <c>bmcpfs://host/path/</c>.</summary>
/// <remarks>
/// The host is <c>&lt;file system&gt;.&lt;region&gt;</c> for <c>cpfs</c>, whose path starts with protocol service and export;
/// <c>&lt;file system&gt;-vpc-&lt;mount&gt;.&lt;region&gt;.cpfs.aliyuncs.com</c> for <c>bmcpfs</c>.
/// </remarks>
public sealed class CpfsUri : DataLocation, IParsable<CpfsUri>
{
    private CpfsUri(string text, string host, string path)
        : base(text)
    {
        Host = host;
        Path = path;
    }

    /// <summary>The file system and the region.</summary>
    public string Host { get; }

    /// <summary>The folder in the file system, from its slash on; ends in a slash.</summary>
    public string Path { get; }

    /// <summary>Reads <c>cpfs://file-system.region/path/</c>; a missing slash at the end is added.</summary>
    /// <param name="text">The string to read.</param>
    /// <exception cref="FormatException">The string is not such a location; the message says why.</exception>
    public static new CpfsUri Parse(string text) =>
        TryParse(text, out var uri, out var problem) ? uri : throw new FormatException(problem);

    /// <summary>Reads a location, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The string to read.</param>
    /// <param name="uri">The location.</param>
    /// <param name="problem">The reason why the string is not valid; null if it is.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out CpfsUri? uri, [NotNullWhen(false)] out string? problem)
    {
        problem = LocationProblem.OfCpfs(text);
        uri = problem is null ? Read(text!) : null;
        return uri is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out CpfsUri?, out string?)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out CpfsUri? uri) => TryParse(text, out uri, out _);

    static CpfsUri IParsable<CpfsUri>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<CpfsUri>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out CpfsUri result) =>
        TryParse(s, out result);

    /// <summary>Reads a location, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The string to read.</param>
    /// <exception cref="FormatException">The string is not such a location.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator CpfsUri?(string? text) => text is null ? null : Parse(text);

    /// <summary>A folder below this one.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">A relative path.</param>
    /// <exception cref="ArgumentException">The path is empty, absolute, or leads elsewhere.</exception>
    public static CpfsUri operator /(CpfsUri folder, string path)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(path);
        if (LocationText.CheckRelative(path) is { } problem) throw new ArgumentException($"\"{path}\" {problem}.", nameof(path));
        return Parse(folder.ToString() + path);
    }

    internal override DataLocation WithFilePath(string path) => new CpfsUri(ToString(), Host, Path) { FilePath = path };

    /// <summary>Reads a string that is such a location.</summary>
    private static CpfsUri Read(string text)
    {
        var (host, path) = LocationProblem.Split(text);
        path = LocationText.EnsureTrailingSlash(path);
        return new($"{LocationText.SchemeOf(text)}://{host}{path}", host, path);
    }
}
