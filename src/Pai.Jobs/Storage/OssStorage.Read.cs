using System.Runtime.CompilerServices;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs;

public sealed partial class OssStorage
{
    /// <summary>
    /// The objects below a prefix, or the one object, in the order of the UTF-8 bytes of their keys. A whole bucket can be listed too.
    /// </summary>
    /// <param name="location">The prefix, the object, or the bucket: <c>oss://bucket/</c>.</param>
    /// <param name="recursive">
    /// True if all levels are listed; otherwise a deeper level is one entry, with <see cref="OssObject.IsPrefix"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="OssException">The service refused it, or could not be reached.</exception>
    public async IAsyncEnumerable<OssObject> ListAsync(
        OssUri location, bool recursive = true, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        var bucket = await _addressOf(location, cancellationToken).ConfigureAwait(false);
        if (location.Key.Length > 0 && !location.IsDirectory)
        {
            if (await _client.TryGetMetaAsync(bucket.Object(location.Key), cancellationToken).ConfigureAwait(false) is { } info)
                yield return ObjectOf(location.Key, info);
            yield break;
        }

        var listing = new OssListing { Prefix = location.Key, Delimiter = recursive ? "" : "/" };
        await foreach (var entry in _client.ListAsync(bucket, listing, cancellationToken).ConfigureAwait(false))
        {
            yield return new()
            {
                Key = entry.Key,
                Size = entry.Size,
                IsPrefix = entry.IsPrefix,
                LastModified = entry.LastModified,
                ETag = entry.ETag,
                StorageClass = entry.StorageClass,
            };
        }
    }

    /// <summary>Returns true if the object exists or, for a prefix, if any object has it.</summary>
    /// <param name="location">The object or the prefix.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="OssException">The service refused it, or could not be reached; that the bucket does not exist too.</exception>
    /// <exception cref="ArgumentException">It is a whole bucket.</exception>
    public async Task<bool> ExistsAsync(OssUri location, CancellationToken cancellationToken = default)
    {
        OssLocations.CheckNotBucket(location);
        var bucket = await _addressOf(location, cancellationToken).ConfigureAwait(false);
        if (!location.IsDirectory)
            return await _client.TryGetMetaAsync(bucket.Object(location.Key), cancellationToken).ConfigureAwait(false) is not null;
        var listing = new OssListing { Prefix = location.Key, PageSize = 1 };
        return (await _client.ListPageAsync(bucket, listing, cancellationToken: cancellationToken).ConfigureAwait(false)).Entries.Count > 0;
    }

    /// <summary>Size, ETag, CRC-64 and metadata of an object.</summary>
    /// <param name="location">The object.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="OssException">There is no such object, or the service could not be reached.</exception>
    /// <exception cref="ArgumentException">It is not an object.</exception>
    public async Task<OssObject> GetInfoAsync(OssUri location, CancellationToken cancellationToken = default)
    {
        var address = await ObjectAsync(location, cancellationToken).ConfigureAwait(false);
        return ObjectOf(location.Key, await _client.HeadAsync(address, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Opens an object as a stream that can seek. It reads pieces, each of the object as it is now: when the object is replaced, reading
    /// fails. Pieces are checked by length; only <see cref="DownloadAsync(OssUri, Stream, DownloadOptions, CancellationToken)"/> checks
    /// the CRC-64 of the whole. Read it asynchronously: other reads block a thread.
    /// </summary>
    /// <param name="location">The object.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="OssException">There is no such object, or the service could not be reached.</exception>
    /// <exception cref="ArgumentException">It is not an object.</exception>
    public async Task<Stream> OpenReadAsync(OssUri location, CancellationToken cancellationToken = default)
    {
        var address = await ObjectAsync(location, cancellationToken).ConfigureAwait(false);
        return new OssObjectStream(_client, address, await _client.GetMetaAsync(address, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A location that reads an object without an access key. Everyone who has it can use it: keep it out of logs.</summary>
    /// <param name="location">The object.</param>
    /// <param name="lifetime">How long it works, from 1 second to 7 days; not longer than the session of the access key.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ArgumentException">It is not an object, or the lifetime is out of its range.</exception>
    public async Task<Uri> GetPresignedDownloadUriAsync(
        OssUri location, TimeSpan lifetime, CancellationToken cancellationToken = default) =>
        await _client.PresignGetAsync(await ObjectAsync(location, cancellationToken).ConfigureAwait(false), lifetime, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>
    /// A location that writes an object without an access key, with a PUT that has no content type. Everyone who has it can use it: keep it
    /// out of logs.
    /// </summary>
    /// <param name="location">The object.</param>
    /// <param name="lifetime">How long it works, from 1 second to 7 days; not longer than the session of the access key.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ArgumentException">It is not an object, or the lifetime is out of its range.</exception>
    public async Task<Uri> GetPresignedUploadUriAsync(OssUri location, TimeSpan lifetime, CancellationToken cancellationToken = default) =>
        await _client.PresignPutAsync(await ObjectAsync(location, cancellationToken).ConfigureAwait(false), lifetime, cancellationToken)
            .ConfigureAwait(false);

    private static OssObject ObjectOf(string key, OssObjectInfo info) => new()
    {
        Key = key,
        Size = info.Size,
        LastModified = info.LastModified,
        ETag = info.ETag,
        Crc64 = info.Crc64,
        ContentType = info.ContentType,
        StorageClass = info.StorageClass,
        Metadata = info.Metadata,
    };
}
