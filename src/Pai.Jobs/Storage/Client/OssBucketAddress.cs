using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>A bucket, and the endpoint that serves it.</summary>
internal sealed record OssBucketAddress
{
    /// <exception cref="ArgumentException">The name is not one that a bucket can have.</exception>
    public OssBucketAddress(string name, OssEndpoint endpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(endpoint);
        if (name.Length is < 3 or > 63 || name.AsSpan().ContainsAnyExcept(CharacterSets.Bucket) || name[0] == '-' || name[^1] == '-')
        {
            throw new ArgumentException(
                $"\"{name}\" is not a bucket name: 3 to 63 lower-case letters, digits and hyphens, with no hyphen at either end.",
                nameof(name));
        }

        Name = name;
        Endpoint = endpoint;
    }

    public string Name { get; }

    public OssEndpoint Endpoint { get; }

    /// <summary>An object in the bucket.</summary>
    /// <exception cref="ArgumentException">The key is not one that an object can have.</exception>
    public OssObjectAddress Object(string key) => new(this, key);

    public override string ToString() => $"oss://{Name}";
}
