#if NETSTANDARD
using System;
#endif
using System.Text;

namespace Pai.Jobs.Internal.Model;

/// <summary>
/// The reason why a string is not a location of its kind; null where it is one. The analyzers compile this file
/// too, so that they report what the run would.
/// </summary>
internal static class LocationProblem
{
    private const int MaxKeyBytes = 1023;

    public static string? OfAny(string? text) => LocationText.SchemeOf(text) switch
    {
        "oss" => OfOss(text),
        "file" => OfFile(text!),
        "nas" => OfNas(text),
        "cpfs" or "bmcpfs" => OfCpfs(text),
        "odps" => $"\"{text}\" is a MaxCompute table, which PAI-DLC cannot mount. "
            + "Export it to OSS and pass that location, or read it from the job's code.",
        { } scheme => $"\"{text}\" has the scheme \"{scheme}\". "
            + "Known are oss://, nas://, cpfs://, bmcpfs://, file:///, d-… for a dataset, and paths.",
        null => LocationText.IsDatasetId(text) ? null : OfPath(text),
    };

    public static string? OfOss(string? text) => LocationText.SchemeOf(text) switch
    {
        "oss" => OfBucket(text!),
        _ => $"\"{text}\" is not an OSS location. Write oss://bucket/key. A property of type DataLocation takes a local path too.",
    };

    public static string? OfNas(string? text) => OfFileSystem(text, ["nas"], "nas://file-system.region/path/");

    public static string? OfCpfs(string? text) => OfFileSystem(text, ["cpfs", "bmcpfs"], "cpfs://file-system.region/path/");

    public static string? OfDataset(string? text) =>
        LocationText.IsDatasetId(text)
            ? null
            : $"\"{text}\" is not a dataset id. Write d- and lower-case letters and digits, as in d-a1b2c3d4.";

    /// <summary>A path, also as <c>file:///path</c>.</summary>
    public static string? OfLocal(string? text) => LocationText.SchemeOf(text) == "file" ? OfFile(text!) : OfPath(text);

    public static string? OfPath(string? text) =>
        text is null || text.Length == 0 ? "A path cannot be empty."
        : text.Contains('\0', StringComparison.Ordinal)
            ? $"\"{text.Replace("\0", "\\0", StringComparison.Ordinal)}\" has a NUL character, which no path can have."
        : text == "~" || text.StartsWith("~/", StringComparison.Ordinal)
            ? $"\"{text}\" is not expanded. Write the whole path, from Environment.GetFolderPath(SpecialFolder.UserProfile)."
        : LocationText.SchemeOf(text) is { } scheme ? $"\"{text}\" has the scheme \"{scheme}\" and is not a path of this machine."
        : LocationText.MistypedScheme(text) is { } meant
            ? $"\"{text}\" looks like {meant}://, mistyped. Write ./{text} for a path of that name."
        : null;

    /// <summary>Host and path of a location with a scheme; the path is empty or starts with its slash.</summary>
    public static (string Host, string Path) Split(string text)
    {
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (rest, "") : (rest[..slash], rest[slash..]);
    }

    /// <summary>Bucket and endpoint of an OSS location's host.</summary>
    public static (string Bucket, string? Endpoint) SplitHost(string host)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (host, null) : (host[..dot], host[(dot + 1)..]);
    }

    private static string? OfBucket(string text)
    {
        var (host, path) = Split(text);
        var (bucket, endpoint) = SplitHost(host);
        if (CheckBucket(bucket) is { } reason) return $"\"{text}\": the bucket \"{bucket}\" {reason}.";
        if (endpoint is not null && !IsHost(endpoint))
            return $"\"{text}\": \"{endpoint}\" is not a host name, such as oss-cn-hangzhou.aliyuncs.com.";
        return path.Length > 1 && CheckKey(path[1..]) is { } keyReason ? $"\"{text}\": the key {keyReason}." : null;
    }

    private static string? OfFile(string text) =>
        !text.StartsWith("file:///", StringComparison.OrdinalIgnoreCase)
            ? $"\"{text}\" is not a location on this machine. Write file:/// and an absolute path."
        : LocationText.CheckSegments(text["file://".Length..]) is { } reason ? $"\"{text}\" {reason}."
        : null;

    private static string? OfFileSystem(string? text, string[] schemes, string form)
    {
        if (LocationText.SchemeOf(text) is not { } scheme || Array.IndexOf(schemes, scheme) < 0)
            return $"\"{text}\" is not such a location. Write {form}";
        var (host, path) = Split(text!);
        return CheckFileSystem(host) is { } hostReason ? $"\"{text}\": the host \"{host}\" {hostReason}. Write {form}"
            : LocationText.CheckSegments(path) is { } reason ? $"\"{text}\" {reason}."
            : null;
    }

    private static string? CheckFileSystem(string host) =>
        host.Length == 0 ? "is missing"
        : Uri.CheckHostName(host) != UriHostNameType.Dns ? "is not a host name"
        : !host.Contains('.', StringComparison.Ordinal) ? "names no region"
        : null;

    private static string? CheckBucket(string bucket)
    {
        if (bucket.Length is < 3 or > 63) return "must have 3 to 63 characters";
        foreach (var c in bucket)
            if (c != '-' && !LocationText.IsLowerCaseOrDigit(c)) return "may have lower-case letters, digits and hyphens only";
        return bucket[0] == '-' || bucket[^1] == '-' ? "must not start or end with a hyphen" : null;
    }

    private static bool IsHost(string host) =>
        Uri.CheckHostName(host) == UriHostNameType.Dns && host.Contains('.', StringComparison.Ordinal);

    private static string? CheckKey(string key)
    {
        if (key[0] is '/' or '\\') return "starts with a slash";
        if (Encoding.UTF8.GetByteCount(key) > MaxKeyBytes) return $"is longer than {MaxKeyBytes} bytes";
        if (key.Contains("?endpoint=", StringComparison.Ordinal)
            || key.Contains("?host=", StringComparison.Ordinal)
            || key.Contains("?role_arn=", StringComparison.Ordinal))
        {
            return "has a query, as the Python SDK writes it. "
                + "Write the endpoint after the bucket: oss://bucket.oss-cn-hangzhou.aliyuncs.com/key";
        }

        return LocationText.CheckSegments(key);
    }
}
