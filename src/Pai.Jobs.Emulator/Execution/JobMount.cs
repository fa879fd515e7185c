namespace Pai.Jobs.Internal.Emulator;

/// <summary>A folder of a bucket that the pods of a job see at a path.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">The beginning of the keys: empty, or with a slash at its end.</param>
/// <param name="Path">The absolute path, without a slash at its end.</param>
/// <param name="IsWritable">True if the pods may write to it.</param>
internal sealed record JobMount(string Bucket, string Prefix, string Path, bool IsWritable)
{
    /// <summary>The mounts of a job, those of outer folders first.</summary>
    /// <exception cref="ServiceErrorException">A mount is one that the emulator does not have.</exception>
    public static IReadOnlyList<JobMount> Of(IReadOnlyList<StoredSource> sources, string region) =>
        [.. sources.Select(source => Of(source, region)).OrderBy(mount => mount.Path.Count(c => c == '/'))];

    private static JobMount Of(StoredSource source, string region)
    {
        const string Scheme = "oss://";
        if (!source.Uri.StartsWith(Scheme, StringComparison.Ordinal))
            throw PaiErrors.CannotExecute($"it mounts locations on OSS only, not '{source.Uri}'.");
        if (source.MountPath is not { } path) throw PaiErrors.Missing("DataSources.MountPath");
        var slash = source.Uri.IndexOf('/', Scheme.Length);
        var host = slash < 0 ? source.Uri[Scheme.Length..] : source.Uri[Scheme.Length..slash];
        var prefix = slash < 0 ? "" : source.Uri[(slash + 1)..];
        return new(
            BucketOf(host, source.Uri, region),
            prefix.Length == 0 || prefix.EndsWith('/') ? prefix : prefix + "/",
            Checked(path.TrimEnd('/')),
            IsWritable: source.MountAccess is null or "RW");
    }

    /// <summary>The bucket in front of an endpoint of the region, internal or public; without an endpoint it is in the region.</summary>
    private static string BucketOf(string host, string uri, string region)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return host;
        var endpoint = host[(dot + 1)..];
        return endpoint == $"oss-{region}-internal.aliyuncs.com" || endpoint == $"oss-{region}.aliyuncs.com"
            ? host[..dot]
            : throw PaiErrors.Invalid("DataSources", $"'{uri}' is not in a bucket of the region {region}.");
    }

    private static string Checked(string path) =>
        path.Length > 0 && path.Split('/').Skip(1).All(part => part is not ("" or "." or "..")) && !path.Contains('\0')
        && path != "/proc" && !path.StartsWith("/proc/", StringComparison.Ordinal)
            ? path
            : throw PaiErrors.Invalid("DataSources", $"nothing can be mounted at '{path}'.");
}

/// <summary>A data source of a request, whether it is given by a location or by a dataset.</summary>
internal sealed record StoredSource(string Uri, string? MountPath, string? MountAccess);
