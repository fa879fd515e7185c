using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>Finds the endpoint of a bucket: the one in its location, else the session's, else that of the session's region.</summary>
internal sealed class BucketEndpoints(Lazy<PaiSettings> settings)
{
    private readonly Lazy<OssEndpoint?> _default = new(() => DefaultOf(settings.Value));

    /// <exception cref="PaiException">There is no endpoint, it does not show its region, or it serves another bucket only.</exception>
    public OssBucketAddress AddressOf(OssUri location)
    {
        var address = OssLocations.AddressOf(location, _default.Value);
        var own = settings.Value.Bucket?.Value;
        if (address.Endpoint == _default.Value && address.Endpoint.Addressing == OssAddressing.CustomDomain && own is not null
            && own != location.Bucket)
        {
            throw new PaiException(
                $"The endpoint {address.Endpoint} is a custom domain, which serves the bucket {own} alone, "
                + $"and {location} is in another one. Write the endpoint of that bucket after its name, "
                + $"as in oss://{location.Bucket}.oss-cn-hangzhou.aliyuncs.com/.");
        }

        return address;
    }

    private static OssEndpoint? DefaultOf(PaiSettings settings)
    {
        try
        {
            if (settings.OssEndpoint is { } endpoint) return OssEndpoint.Parse(endpoint.Value, region: settings.Region?.Value);
            return settings.Region is { } region
                ? OssEndpoint.OfRegion(region.Value, isInternal: settings.Network?.Value == "vpc")
                : null;
        }
        catch (ArgumentException e)
        {
            var source = (settings.OssEndpoint ?? settings.Region)!;
            throw new PaiException($"The endpoint of OSS cannot be found from {source}. {e.Message}", e);
        }
    }
}
