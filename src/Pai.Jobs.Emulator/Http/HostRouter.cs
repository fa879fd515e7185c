namespace Pai.Jobs.Internal.Emulator;

/// <summary>Finds the bucket that a host names, and splits the rest of the path from it.</summary>
/// <param name="customDomains">The buckets by custom domain.</param>
/// <param name="hostNames">Names of the emulator itself, below which buckets are subdomains.</param>
internal sealed class HostRouter(IReadOnlyDictionary<string, string> customDomains, IReadOnlyList<string> hostNames)
{
    private const string Service = ".aliyuncs.com";

    /// <summary>
    /// The bucket and the key, still encoded; an empty bucket is the service, a null key the bucket itself. An empty key of a path-style
    /// request is the bucket, too.
    /// </summary>
    public (string Bucket, string? Key, bool PathStyle) Route(string host, string path)
    {
        var rest = path.StartsWith('/') ? path[1..] : path;
        if (BucketOf(host) is { } bucket) return (bucket, bucket.Length == 0 || rest.Length == 0 ? null : rest, false);
        if (path.All(c => c == '/')) return ("", null, true);
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 || slash == rest.Length - 1
            ? (rest.TrimEnd('/'), null, true)
            : (rest[..slash], rest[(slash + 1)..], true);
    }

    /// <summary>The bucket of a virtual-hosted name or custom domain; empty for a host that begins with a dot; else null.</summary>
    private string? BucketOf(string host)
    {
        var name = HostName.WithoutPort(host).ToLowerInvariant();
        if (customDomains.TryGetValue(name, out var bucket)) return bucket;
        if (name.EndsWith(Service, StringComparison.Ordinal)) return BucketOfService(name);
        foreach (var own in hostNames)
        {
            if (name.Length > own.Length && name.EndsWith(own, StringComparison.OrdinalIgnoreCase) && name[^(own.Length + 1)] == '.')
            {
                return name[..^(own.Length + 1)];
            }
        }

        return null;
    }

    private static string? BucketOfService(string name)
    {
        var labels = name.Split('.');
        var endpoint = labels.Length < 3 ? 0 : labels[^3] switch
        {
            "oss-cloudbox" => 5,
            "oss" => 4,
            var label when label.StartsWith("oss-", StringComparison.Ordinal) => 3,
            _ => 0,
        };
        return endpoint > 0 && labels.Length > endpoint ? string.Join('.', labels[..^endpoint]) : null;
    }
}
