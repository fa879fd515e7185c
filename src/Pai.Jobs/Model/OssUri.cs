using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs;

/// <summary>An object or a folder in OSS, <c>oss://bucket/key</c> or <c>oss://bucket.endpoint/key</c>; on one machine, <c>file:///path</c>.</summary>
/// <remarks>
/// The key is raw text: nothing in it is decoded, and <c>?</c>, <c>#</c> and <c>%</c> are ordinary characters. A key that ends in a slash
/// is a folder. The <c>file:</c> form is what outputs on the local backend have, so that the code that reads them is the same everywhere.
/// </remarks>
public sealed class OssUri : DataUri, IParsable<OssUri>
{
    private OssUri(string text, string bucket, string? endpoint, string key)
        : base(text)
    {
        Bucket = bucket;
        Endpoint = endpoint;
        Key = key;
    }

    /// <summary>The bucket; empty in the <c>file:</c> form.</summary>
    public string Bucket { get; }

    /// <summary>The host after the bucket, for instance <c>oss-cn-hangzhou.aliyuncs.com</c>; null when it is the session's.</summary>
    public string? Endpoint { get; }

    /// <summary>The object's key or the folder's prefix, without a leading slash; empty for the whole bucket and in the <c>file:</c> form.</summary>
    public string Key { get; }

    /// <summary>Whether this is the <c>file:</c> form: a place on this machine.</summary>
    public bool IsFile => Bucket.Length == 0;

    /// <summary>Whether this is a folder: the text ends in a slash.</summary>
    public bool IsDirectory => ToString().EndsWith('/');

    /// <summary>The <c>file:</c> form of a path on this machine.</summary>
    /// <param name="path">The path; one that ends in a slash is a folder. A relative one is taken from the current directory.</param>
    public static OssUri FromFilePath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path.Contains('\0')) throw new ArgumentException("A path cannot have a NUL character.", nameof(path));
        var full = Path.GetFullPath(path);
        // A backslash is a separator on Windows only; elsewhere it is part of a name.
        var text = OperatingSystem.IsWindows() ? full.Replace('\\', '/') : full;
        return new(FilePrefix + (text.StartsWith('/') ? "" : "/") + text, "", null, "") { FilePath = full };
    }

    /// <summary>Reads <c>oss://bucket[.endpoint]/key</c> or <c>file:///path</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no such location; the message says why.</exception>
    public static new OssUri Parse(string text) =>
        TryParse(text, out var uri, out var problem) ? uri : throw new FormatException(problem);

    /// <summary>Reads a location, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="uri">The location.</param>
    /// <param name="problem">Why the text is none.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out OssUri? uri, [NotNullWhen(false)] out string? problem)
    {
        problem = LocationProblem.OfOss(text);
        uri = problem is null ? Read(text!) : null;
        return uri is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out OssUri?, out string?)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out OssUri? uri) => TryParse(text, out uri, out _);

    static OssUri IParsable<OssUri>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<OssUri>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out OssUri result) => TryParse(s, out result);

    /// <summary>Reads a location, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no such location.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator OssUri?(string? text) => text is null ? null : Parse(text);

    /// <summary>A location below this one.</summary>
    /// <param name="folder">The folder; a missing slash at its end is added.</param>
    /// <param name="path">A relative path; a slash at its end makes it a folder.</param>
    /// <exception cref="ArgumentException">The path is empty, absolute, or leads elsewhere.</exception>
    public static OssUri operator /(OssUri folder, string path)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(path);
        if (LocationText.CheckRelative(path) is { } problem) throw new ArgumentException($"\"{path}\" {problem}.", nameof(path));
        if (folder.IsFile) return FromFilePath(LocationText.EnsureTrailingSlash(folder.FilePath!) + path);
        return TryParse(LocationText.EnsureTrailingSlash(folder.ToString()) + path, out var joined, out problem) ? joined : throw new ArgumentException(problem, nameof(path));
    }

    internal override DataUri WithFilePath(string path) => new OssUri(ToString(), Bucket, Endpoint, Key) { FilePath = path };

    private const string FilePrefix = "file://";

    /// <summary>Reads a text that is such a location.</summary>
    private static OssUri Read(string text)
    {
        if (LocationText.SchemeOf(text) == "file")
        {
            var file = text[FilePrefix.Length..];
            return FromFilePath(OperatingSystem.IsWindows() && file.Length > 3 && file[2] == ':' ? file[1..] : file);
        }

        var (host, path) = LocationProblem.Split(text);
        var (bucket, endpoint) = LocationProblem.SplitHost(host);
        var key = path.Length == 0 ? "" : path[1..];
        return new($"oss://{host}/{key}", bucket, endpoint, key);
    }
}
