using System.Diagnostics.CodeAnalysis;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs;

/// <summary>An object or a folder in OSS, <c>oss://bucket/key</c> or <c>oss://bucket.endpoint/key</c>.</summary>
/// <remarks>
/// Nothing in the key is decoded: <c>?</c>, <c>#</c> and <c>%</c> are ordinary characters. A key that ends in a slash is a folder.
/// </remarks>
public sealed class OssUri : DataLocation, IParsable<OssUri>
{
    private readonly string? _bucket;
    private readonly string _key;

    private OssUri(string text, string? bucket, string? endpoint, string key)
        : base(text)
    {
        _bucket = bucket;
        Endpoint = endpoint;
        _key = key;
    }

    /// <summary>
    /// True if the bucket is known. It always is, except inside a job, for a channel that is in none or whose platform tells only the path
    /// where it is mounted: then <see cref="DataLocation.FilePath"/> is all there is.
    /// </summary>
    public bool HasBucket => _bucket is not null;

    /// <summary>The bucket.</summary>
    /// <exception cref="InvalidOperationException">It is not known (<see cref="HasBucket"/>).</exception>
    public string Bucket => _bucket ?? throw NotInBucket();

    /// <summary>The host after the bucket, for instance <c>oss-cn-hangzhou.aliyuncs.com</c>; null when it is the session's.</summary>
    public string? Endpoint { get; }

    /// <summary>The object's key or the folder's prefix, without a leading slash; empty for the whole bucket.</summary>
    /// <exception cref="InvalidOperationException">The bucket is not known (<see cref="HasBucket"/>).</exception>
    public string Key => _bucket is null ? throw NotInBucket() : _key;

    /// <summary>True if this is a folder: the string ends in a slash.</summary>
    public bool IsDirectory => ToString().EndsWith('/');

    /// <summary>Reads <c>oss://bucket[.endpoint]/key</c>.</summary>
    /// <param name="text">The string to read.</param>
    /// <exception cref="FormatException">The string is not such a location; the message says why.</exception>
    public static new OssUri Parse(string text) =>
        TryParse(text, out var uri, out var problem) ? uri : throw new FormatException(problem);

    /// <summary>Reads a location, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The string to read.</param>
    /// <param name="uri">The location.</param>
    /// <param name="problem">The reason why the string is not valid; null if it is.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out OssUri? uri, [NotNullWhen(false)] out string? problem)
    {
        problem = LocationProblem.OfOss(text);
        uri = problem is null ? Read(text!) : null;
        return uri is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out OssUri?, out string?)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out OssUri? uri) => TryParse(text, out uri, out _);

    static OssUri IParsable<OssUri>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<OssUri>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out OssUri result) =>
        TryParse(s, out result);

    /// <summary>Reads a location, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The string to read.</param>
    /// <exception cref="FormatException">The string is not such a location.</exception>
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
        if (!folder.HasBucket) return Mounted(LocationText.EnsureTrailingSlash(folder.FilePath!) + path);
        return TryParse(LocationText.EnsureTrailingSlash(folder.ToString()) + path, out var joined, out problem)
            ? joined
            : throw new ArgumentException(problem, nameof(path));
    }

    internal override DataLocation WithFilePath(string path) => new OssUri(ToString(), _bucket, Endpoint, _key) { FilePath = path };

    /// <summary>A channel inside a job of which only the path is known.</summary>
    internal static OssUri Mounted(string path) => new(path, bucket: null, endpoint: null, key: "") { FilePath = path };

    private InvalidOperationException NotInBucket() =>
        new($"The bucket of {FilePath} is not known here: it is a path inside a job. Use FilePath.");

    /// <summary>Reads a string that is such a location.</summary>
    private static OssUri Read(string text)
    {
        var (host, path) = LocationProblem.Split(text);
        var (bucket, endpoint) = LocationProblem.SplitHost(host);
        var key = path.Length == 0 ? "" : path[1..];
        return new($"oss://{host}/{key}", bucket, endpoint, key);
    }
}
