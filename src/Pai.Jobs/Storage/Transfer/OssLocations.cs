namespace Pai.Jobs.Internal.Storage;

/// <summary>The rules of locations: a slash at the end makes a prefix, and a whole bucket is not one.</summary>
internal static class OssLocations
{
    /// <exception cref="ArgumentException">The location is a whole bucket.</exception>
    public static void CheckNotBucket(OssUri location)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (location.Key.Length == 0)
        {
            throw new ArgumentException(
                $"{location} is a whole bucket, which is not accepted as a prefix. Write {location.ToString().TrimEnd('/')}/folder/.",
                nameof(location));
        }
    }

    /// <exception cref="ArgumentException">The location is a prefix or a whole bucket.</exception>
    public static void CheckObject(OssUri location)
    {
        CheckNotBucket(location);
        if (location.IsDirectory)
        {
            throw new ArgumentException(
                $"{location} is a prefix. Write the location of an object, without the slash at its end.", nameof(location));
        }
    }

    /// <summary>The location of an object: itself, or a name below a prefix.</summary>
    /// <exception cref="ArgumentException">The name cannot be the end of a location.</exception>
    public static OssUri Named(OssUri location, string name) => location.IsDirectory ? location / name : location;

    /// <summary>True if the keys are equal, or one is a prefix folder of the other.</summary>
    public static bool Overlap(string first, string second) =>
        first == second
        || (first.EndsWith('/') && second.StartsWith(first, StringComparison.Ordinal))
        || (second.EndsWith('/') && first.StartsWith(second, StringComparison.Ordinal));

    /// <summary>The bucket at the endpoint that the location names, or else at the default one.</summary>
    /// <exception cref="PaiException">There is no endpoint, or it does not show its region.</exception>
    public static OssBucketAddress AddressOf(OssUri location, OssEndpoint? defaultEndpoint)
    {
        if (location.Endpoint is null || location.Endpoint == defaultEndpoint?.Authority)
        {
            return new(location.Bucket, defaultEndpoint ?? throw new PaiException(
                $"The endpoint of {location} is not known. Write it after the bucket, "
                + $"oss://{location.Bucket}.oss-cn-hangzhou.aliyuncs.com/..., or give the session a region."));
        }

        try
        {
            return new(location.Bucket, OssEndpoint.Parse(location.Endpoint));
        }
        catch (ArgumentException e)
        {
            throw new PaiException($"The endpoint of {location} cannot be used. {e.Message}", e);
        }
    }
}
