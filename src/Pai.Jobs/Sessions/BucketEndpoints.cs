using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>
/// Finds the endpoint of a bucket: the one in its location, else the session's, else that of the session's region and network.
/// </summary>
internal sealed class BucketEndpoints(
    Lazy<PaiSettings> settings, Func<string, CancellationToken, ValueTask<PaiNetwork>> findNetwork)
{
    private readonly Lazy<(OssEndpoint? Public, OssEndpoint? Vpc)> _default = new(() => DefaultOf(settings.Value));

    /// <exception cref="PaiException">There is no endpoint, it does not show its region, or it serves another bucket only.</exception>
    public async ValueTask<OssBucketAddress> AddressOfAsync(OssUri location, CancellationToken cancellationToken)
    {
        var usual = await DefaultAsync(location, cancellationToken).ConfigureAwait(false);
        var address = OssLocations.AddressOf(location, usual);
        var own = settings.Value.Bucket?.Value;
        if (address.Endpoint == usual && address.Endpoint.Addressing == OssAddressing.CustomDomain && own is not null
            && own != location.Bucket)
        {
            throw new PaiException(
                $"The endpoint {address.Endpoint} is a custom domain, which serves the bucket {own} alone, "
                + $"and {location} is in another one. Write the endpoint of that bucket after its name, "
                + $"as in oss://{location.Bucket}.oss-cn-hangzhou.aliyuncs.com/.");
        }

        return address;
    }

    private async ValueTask<OssEndpoint?> DefaultAsync(OssUri location, CancellationToken cancellationToken)
    {
        var (outside, inside) = _default.Value;
        if (inside is null || location.Endpoint is not null) return outside;
        var network = await findNetwork(inside.Authority, cancellationToken).ConfigureAwait(false);
        return network == PaiNetwork.Vpc ? inside : outside;
    }

    /// <summary>An endpoint that is set serves all networks; one of the region has an internal twin.</summary>
    private static (OssEndpoint? Public, OssEndpoint? Vpc) DefaultOf(PaiSettings settings)
    {
        try
        {
            if (settings.OssEndpoint is { } endpoint) return (OssEndpoint.Parse(endpoint.Value, region: settings.Region?.Value), null);
            return settings.Region is { } region
                ? (OssEndpoint.OfRegion(region.Value), OssEndpoint.OfRegion(region.Value, isInternal: true))
                : default;
        }
        catch (ArgumentException e)
        {
            var source = (settings.OssEndpoint ?? settings.Region)!;
            throw new PaiException($"The endpoint of OSS cannot be found from {source}. {e.Message}", e);
        }
    }
}
