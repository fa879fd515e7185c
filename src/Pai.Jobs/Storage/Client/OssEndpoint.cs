using System.Net;
using System.Text.RegularExpressions;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The host that serves a bucket: how to reach it, where it names the bucket, and the region that a signature names.</summary>
internal sealed partial record OssEndpoint
{
    private OssEndpoint(string scheme, string authority, OssAddressing addressing, string region, string product)
    {
        Scheme = scheme;
        Authority = authority;
        Addressing = addressing;
        Region = region;
        Product = product;
    }

    /// <summary><c>https</c> or <c>http</c>.</summary>
    public string Scheme { get; }

    /// <summary>Host, with the port where it is not the scheme's; without the bucket.</summary>
    public string Authority { get; }

    public OssAddressing Addressing { get; }

    /// <summary>The region id, <c>cn-hangzhou</c>; for a cloud box, its id.</summary>
    public string Region { get; }

    /// <summary>The product that a signature names: <c>oss</c> or <c>oss-cloudbox</c>.</summary>
    public string Product { get; }

    /// <summary>The service's endpoint in a region.</summary>
    /// <param name="region">The region id, for instance <c>cn-hangzhou</c>.</param>
    /// <param name="isInternal">Whether it is the one for machines in the same region, which costs no traffic.</param>
    /// <exception cref="ArgumentException">The region is not one by its form.</exception>
    public static OssEndpoint OfRegion(string region, bool isInternal = false)
    {
        var id = RegionId(region);
        return new("https", $"oss-{id}{(isInternal ? "-internal" : "")}.aliyuncs.com", OssAddressing.VirtualHosted, id, "oss");
    }

    /// <summary>Reads an endpoint.</summary>
    /// <param name="endpoint">A host, with <c>http://</c> or <c>https://</c> (the default) and a port where they are needed.</param>
    /// <param name="addressing">
    /// Where to name the bucket; null for the usual: in the path of an IP address or localhost, in the host of the service's own domain.
    /// Any other domain is taken for a custom one.
    /// </param>
    /// <param name="region">The region id; null to take it from the host.</param>
    /// <exception cref="ArgumentException">It is not an endpoint, or does not show its region and none is given.</exception>
    public static OssEndpoint Parse(string endpoint, OssAddressing? addressing = null, string? region = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(endpoint);
        var uri = ReadUri(endpoint);
        var host = uri.IdnHost;
        if (S3Host().IsMatch(host))
        {
            throw new ArgumentException(
                $"\"{endpoint}\" is the S3-compatible endpoint of OSS. Use \"{host[3..]}\".", nameof(endpoint));
        }

        var style = addressing ?? UsualAddressing(uri);
        if (style == OssAddressing.Path && IsService(host))
        {
            throw new ArgumentException(
                $"The service refuses requests that name the bucket in the path, and \"{endpoint}\" is a domain of the service.",
                nameof(addressing));
        }

        var known = RegionOf(host);
        var signed = region is null
            ? known ?? throw new ArgumentException(
                $"The endpoint \"{endpoint}\" does not show its region, which every request is signed for. Give the region too, "
                + "for instance cn-hangzhou.", nameof(region))
            : RegionId(region);
        var product = CloudBoxHost().IsMatch(host) ? "oss-cloudbox" : "oss";
        return new(uri.Scheme, uri.IsDefaultPort ? HostText(uri) : $"{HostText(uri)}:{uri.Port}", style, signed, product);
    }

    /// <summary>This endpoint for machines in the same region; itself where the service has no such twin of it.</summary>
    public OssEndpoint ToInternal() =>
        RegionHost().Match(Authority) is { Success: true } match && !match.Groups["internal"].Success
            ? new(Scheme, $"oss-{match.Groups["region"].Value}-internal.aliyuncs.com", Addressing, Region, Product)
            : this;

    /// <summary>The public twin of an endpoint for machines in the same region; itself where it is not one.</summary>
    public OssEndpoint ToPublic() =>
        RegionHost().Match(Authority) is { Success: true } match && match.Groups["internal"].Success
            ? new(Scheme, $"oss-{match.Groups["region"].Value}.aliyuncs.com", Addressing, Region, Product)
            : this;

    /// <summary>Scheme and host, as in <c>https://oss-cn-hangzhou.aliyuncs.com</c>.</summary>
    public override string ToString() => $"{Scheme}://{Authority}";

    private static Uri ReadUri(string endpoint)
    {
        var text = endpoint.Contains("://", StringComparison.Ordinal) ? endpoint : "https://" + endpoint;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery is "/"
            && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 && uri.Host.Length > 0
            ? uri
            : throw new ArgumentException(
                $"\"{endpoint}\" is not an endpoint. Write a host, for instance oss-cn-hangzhou.aliyuncs.com or http://127.0.0.1:8080.",
                nameof(endpoint));
    }

    private static string HostText(Uri uri) => uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;

    private static OssAddressing UsualAddressing(Uri uri) =>
        IsService(uri.IdnHost) ? OssAddressing.VirtualHosted
        : IPAddress.TryParse(uri.IdnHost, out _) || uri.IdnHost == "localhost" ? OssAddressing.Path
        : OssAddressing.CustomDomain;

    private static bool IsService(string host) => host.EndsWith(".aliyuncs.com", StringComparison.Ordinal);

    /// <summary>The region that a host shows; null where it shows none.</summary>
    private static string? RegionOf(string host)
    {
        foreach (var form in (Regex[])[RegionHost(), DualStackHost(), CloudBoxHost()])
        {
            if (form.Match(host) is { Success: true } match) return match.Groups["region"].Value;
        }

        return null;
    }

    private static string RegionId(string region)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(region);
        var id = region.StartsWith("oss-", StringComparison.Ordinal) ? region[4..] : region;
        return id.Length > 0 && !id.AsSpan().ContainsAnyExcept(CharacterSets.Bucket)
            ? id
            : throw new ArgumentException($"\"{region}\" is not a region id. Write for instance cn-hangzhou.", nameof(region));
    }

    [GeneratedRegex(@"^oss-(?!accelerate(-overseas)?\.)(?<region>[a-z0-9-]+?)(?<internal>-internal)?\.aliyuncs\.com$")]
    private static partial Regex RegionHost();

    [GeneratedRegex(@"^(?<region>[a-z0-9-]+)\.oss\.aliyuncs\.com$")]
    private static partial Regex DualStackHost();

    [GeneratedRegex(@"^(?<region>cb-[a-z0-9-]+)\.[a-z0-9-]+\.oss-cloudbox(-control)?\.aliyuncs\.com$")]
    private static partial Regex CloudBoxHost();

    [GeneratedRegex(@"^s3\.oss-[a-z0-9-]+\.aliyuncs\.com$")]
    private static partial Regex S3Host();
}
