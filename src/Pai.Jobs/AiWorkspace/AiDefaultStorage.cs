namespace Pai.Jobs.Internal.AiWorkspace;

/// <summary>The bucket that a workspace keeps its data in by default.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Endpoint">The host of OSS in the setting; null where it has none.</param>
internal sealed record AiDefaultStorage(string Bucket, string? Endpoint)
{
    /// <summary>The settings that have it, the first one first.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["modelExportPath", "tempStoragePath"];

    /// <summary>The storage in a workspace's settings; null where none of them is a location in OSS.</summary>
    public static AiDefaultStorage? Find(IReadOnlyList<AiConfig>? configs) => Keys
        .SelectMany(key => (configs ?? []).Where(c => c.ConfigKey == key))
        .Select(config => Parse(config.ConfigValue))
        .FirstOrDefault(storage => storage is not null);

    /// <summary>
    /// Reads <c>oss://bucket/path</c>, with the endpoint after the bucket or as <c>?endpoint=</c> or <c>?host=</c>; null for anything else.
    /// </summary>
    public static AiDefaultStorage? Parse(string? value)
    {
        var (location, query) = value?.Trim().Split('?', 2) switch
        {
            [var only] => (only, ""),
            [var first, var second] => (first, second),
            _ => ("", ""),
        };
        return OssUri.TryParse(location, out var uri) && uri.HasBucket ? new(uri.Bucket, uri.Endpoint ?? HostIn(query)) : null;
    }

    private static string? HostIn(string query) => query.Split('&')
        .Select(part => part.Split('=', 2))
        .Where(part => part is ["endpoint" or "host", { Length: > 0 }])
        .Select(part => Uri.UnescapeDataString(part[1]))
        .FirstOrDefault();
}
