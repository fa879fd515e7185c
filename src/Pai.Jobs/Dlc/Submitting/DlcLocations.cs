using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Finds out what is at the locations of a job, and whether its nodes can mount them.</summary>
internal sealed class DlcLocations(DlcServices services, string region)
{
    /// <summary>The folder, or the object: a location without a slash at its end may be either.</summary>
    /// <exception cref="PaiException">There is neither, or both, or it cannot be found out.</exception>
    public async Task<OssUri> FindAsync(OssUri location, CancellationToken cancellationToken)
    {
        var storage = services.Storage;
        if (location.Key.Length == 0) return location;
        if (location.IsDirectory)
        {
            return await storage.ExistsAsync(location, cancellationToken).ConfigureAwait(false)
                ? location
                : throw new PaiException("There is no object below it.");
        }

        var folder = OssUri.Parse(location + "/");
        var isObject = await storage.ExistsAsync(location, cancellationToken).ConfigureAwait(false);
        var isFolder = await storage.ExistsAsync(folder, cancellationToken).ConfigureAwait(false);
        return (isObject, isFolder) switch
        {
            (true, true) => throw new PaiException(
                $"Both an object with this key and the folder {folder} exist. Write the folder with a slash at its end, or rename one."),
            (false, false) => throw new PaiException("No object has this key, and none is below it."),
            (true, false) => location,
            _ => folder,
        };
    }

    /// <summary>
    /// The location as the nodes of a job mount it: without an endpoint, which stands for the internal one of the region.
    /// </summary>
    /// <exception cref="PaiException">The bucket is in another region.</exception>
    public async Task<OssUri> ToMountAsync(OssUri location, CancellationToken cancellationToken)
    {
        var found = RegionIn(location.Endpoint) ?? await services.TryGetRegionAsync(location, cancellationToken).ConfigureAwait(false);
        if (found is not null && found != region)
        {
            throw new PaiException(
                $"The bucket {location.Bucket} is in the region {found}, and the job runs in {region}. A job mounts buckets of its own "
                + $"region only: use one of {region}, or a session of the region {found}.");
        }

        return WithoutEndpoint(location);
    }

    /// <summary>A mounted location as a session uses it: the internal endpoint of the region is left out.</summary>
    public static OssUri FromMount(OssUri mount, string? region) =>
        region is not null && RegionIn(mount.Endpoint) == region ? WithoutEndpoint(mount) : mount;

    private static OssUri WithoutEndpoint(OssUri location) =>
        location.Endpoint is null ? location : OssUri.Parse($"oss://{location.Bucket}/{location.Key}");

    /// <summary>The region that an endpoint shows; null where it shows none.</summary>
    private static string? RegionIn(string? endpoint)
    {
        if (endpoint is null) return null;
        try
        {
            return OssEndpoint.Parse(endpoint).Region;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
