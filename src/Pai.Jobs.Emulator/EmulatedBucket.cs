using Pai.Jobs.Internal.Emulator;

namespace Pai.Jobs.Emulator;

/// <summary>A bucket of an emulator, to prepare and to look at without a client.</summary>
public sealed class EmulatedBucket
{
    private readonly Bucket _bucket;
    private readonly OssService _service;

    internal EmulatedBucket(Bucket bucket, OssService service) => (_bucket, _service) = (bucket, service);

    /// <summary>The name.</summary>
    public string Name => _bucket.Name;

    /// <summary>Lets everyone read objects without a signature, as the ACL <c>public-read</c> does; false at first.</summary>
    public bool IsPublic
    {
        get => _bucket.Settings.Acl != "private";
        set => _bucket.SetAcl(value ? "public-read" : "private");
    }

    /// <summary>The objects, in the order of their keys' UTF-8 bytes.</summary>
    public IReadOnlyList<EmulatedObject> Objects => _bucket.Read("", inclusive: true, objects => objects.Select(Show).ToList());

    /// <summary>The keys, in the order of their UTF-8 bytes.</summary>
    public IReadOnlyList<string> Keys => [.. Objects.Select(found => found.Key)];

    /// <summary>The multipart uploads that are neither completed nor aborted, oldest first.</summary>
    public IReadOnlyList<EmulatedUpload> Uploads => _bucket.ReadUploads(all => all
        .OrderBy(upload => upload.Initiated)
        .Select(upload => new EmulatedUpload(upload.Id, upload.Key, upload.Initiated, [.. upload.Parts.Keys]))
        .ToList());

    /// <summary>Stores an object, over one that exists.</summary>
    /// <param name="key">The key: 1 to 1023 bytes of UTF-8 that do not begin with a slash or a backslash.</param>
    /// <param name="content">The bytes, which are copied.</param>
    /// <param name="headers">Headers to keep, such as <c>Content-Type</c> and <c>x-oss-meta-...</c>; null for none.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ArgumentException">The key is not valid.</exception>
    public EmulatedObject Put(string key, ReadOnlyMemory<byte> content, IReadOnlyDictionary<string, string>? headers = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            OssService.CheckKey(key);
        }
        catch (ServiceErrorException e)
        {
            throw new ArgumentException(
                $"'{key}' is not a valid key: 1 to 1023 bytes of UTF-8 that do not begin with a slash or a backslash.", nameof(key), e);
        }

        var values = headers?.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value) ?? [];
        var received = Intake.Store(content, _service.Store);
        return Show(new ObjectOperations(_service).Store(
            _bucket, key, received, new(values, _bucket.Settings.StorageClass), new Dictionary<string, string>(), forbidOverwrite: false));
    }

    /// <summary>The object of a key; null if it does not exist.</summary>
    /// <param name="key">The key.</param>
    public EmulatedObject? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _bucket.Find(key) is { } found ? Show(found) : null;
    }

    /// <summary>Deletes an object, if it exists.</summary>
    /// <param name="key">The key.</param>
    public void Delete(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _bucket.Delete(key);
    }

    /// <summary>The bytes of an object.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">The object does not exist, or has 2 GiB or more.</exception>
    public byte[] Read(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!_bucket.TryOpen(key, out var found)) throw new ArgumentException($"The object '{key}' does not exist.", nameof(key));
        try
        {
            if (found.Length > Array.MaxLength) throw new ArgumentException($"The object '{key}' is too large for an array.", nameof(key));
            var bytes = new byte[found.Length];
            for (var done = 0; done < bytes.Length;)
            {
                var read = found.Pieces.Read(done, bytes.AsMemory(done));
                read.CopyTo(bytes.AsMemory(done));
                done += read.Length;
            }

            return bytes;
        }
        finally
        {
            found.Pieces.Release();
        }
    }

    private static EmulatedObject Show(StoredObject found) => new()
    {
        Key = found.Key,
        Size = found.Length,
        ETag = found.ETag,
        Crc64 = found.Crc64,
        Type = found.Type,
        LastModified = found.LastModified,
        Headers = found.Headers.Values,
        Tags = found.Tags,
    };
}
