using Pai.Jobs.Internal.Credentials;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>The host that serves a service's API.</summary>
/// <remarks>
/// The name of a host follows from the region. The official clients have tables besides, which send some regions to a central host; all
/// regions that PAI lists follow the rule, and any other host can be given.
/// </remarks>
internal sealed class ApiEndpoint
{
    private ApiEndpoint(ApiService service, string scheme, string host) => (Service, Scheme, Host) = (service, scheme, host);

    public ApiService Service { get; }

    /// <summary><c>https</c>, or <c>http</c> on this machine.</summary>
    public string Scheme { get; }

    /// <summary>The host as the header of that name has it: with the port where it is not the scheme's.</summary>
    public string Host { get; }

    /// <summary>The service's endpoint in a region.</summary>
    /// <param name="service">The service.</param>
    /// <param name="region">The region id, for instance <c>cn-hangzhou</c>.</param>
    /// <param name="isVpc">True for the one that is reached from a VPC in the region only.</param>
    /// <exception cref="ArgumentException">It is not a region id.</exception>
    public static ApiEndpoint OfRegion(ApiService service, string region, bool isVpc = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(region);
        return !region.AsSpan().ContainsAnyExcept(CharacterSets.Bucket)
            ? new(service, "https", $"{service.Host}{(isVpc ? "-vpc" : "")}.{region}.aliyuncs.com")
            : throw new ArgumentException($"\"{region}\" is not a region id. Write for instance cn-hangzhou.", nameof(region));
    }

    /// <summary>Reads an endpoint: a host, with a scheme and a port where they are needed.</summary>
    /// <exception cref="ArgumentException">It is not one, or would send requests without TLS to another machine.</exception>
    public static ApiEndpoint Parse(ApiService service, string endpoint)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(endpoint);
        var text = endpoint.Trim();
        if (!Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}", UriKind.Absolute, out var uri)
            || uri.Host.Length == 0 || uri.UserInfo.Length > 0 || uri.PathAndQuery != "/" || uri.Fragment.Length > 0)
        {
            throw new ArgumentException(
                $"\"{endpoint}\" is not an endpoint. Write a host, for instance {service.Host}.cn-hangzhou.aliyuncs.com.",
                nameof(endpoint));
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && LocalHosts.IsLoopback(uri)))
            throw new ArgumentException($"\"{endpoint}\" must be reached by HTTPS: requests carry secrets.", nameof(endpoint));
        var host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost;
        return new(service, uri.Scheme, uri.IsDefaultPort ? host : $"{host}:{uri.Port}");
    }

    public override string ToString() => $"{Scheme}://{Host}";
}
