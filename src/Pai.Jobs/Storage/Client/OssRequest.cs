namespace Pai.Jobs.Internal.Storage;

/// <summary>A request before it is dated and signed. It can be sent any number of times.</summary>
internal sealed class OssRequest(HttpMethod method, OssBucketAddress bucket, string? key = null)
{
    private readonly List<(string Name, string Value)> _query = [];
    private string? _canonicalQuery;

    public HttpMethod Method => method;

    public OssBucketAddress Bucket => bucket;

    /// <summary>The object's key; null for a request about the bucket.</summary>
    public string? Key => key;

    /// <summary>The headers by lower-case name, without those that the signature adds.</summary>
    public List<(string Name, string Value)> Headers { get; } = [];

    public OssBody? Body { get; init; }

    /// <summary>The body to send: an empty one where the method wants one; null where it has none.</summary>
    public OssBody? Content => Body ?? (method == HttpMethod.Put || method == HttpMethod.Post ? OssBody.Empty : null);

    /// <summary>True to ask the service before the body is sent.</summary>
    public bool AsksFirst { get; set; }

    /// <summary>True when the service has to move data before it answers.</summary>
    public bool IsServerWork { get; init; }

    public string? EncodedKey { get; } = key is null ? null : OssEncoding.Path(key);

    /// <summary>The path that is signed: bucket and key, wherever the request itself names the bucket.</summary>
    public string CanonicalPath => $"/{bucket.Name}/{EncodedKey}";

    /// <summary>The query as it is signed and sent: sorted by encoded name, an empty value as the name alone.</summary>
    public string CanonicalQuery => _canonicalQuery ??= OssQuery.Format(_query);

    public IReadOnlyList<(string Name, string Value)> Parameters => _query;

    public OssRequest Query(string name, string value = "")
    {
        _query.Add((name, value));
        _canonicalQuery = null;
        return this;
    }

    public OssRequest Query(IEnumerable<(string Name, string Value)> parameters)
    {
        foreach (var (name, value) in parameters) Query(name, value);
        return this;
    }

    public OssRequest Header(string name, string? value)
    {
        if (value is null) return this;
        if (value.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0 || value.Contains('\x7f', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The value of the header {name} has a control character.", nameof(value));
        }

        Headers.Add((name, value));
        return this;
    }

    /// <summary>The location to send it to, with a query.</summary>
    public Uri ToUri(string query)
    {
        var endpoint = bucket.Endpoint;
        var (host, path) = endpoint.Addressing switch
        {
            OssAddressing.VirtualHosted => ($"{bucket.Name}.{endpoint.Authority}", $"/{EncodedKey}"),
            OssAddressing.Path => (endpoint.Authority, CanonicalPath),
            _ => (endpoint.Authority, $"/{EncodedKey}"),
        };
        var separator = query.Length > 0 ? "?" : "";

        // Without the switch a Uri would send a/../b as b.
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        return new($"{endpoint.Scheme}://{host}{path}{separator}{query}", options);
    }
}
