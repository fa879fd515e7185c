using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs;

public sealed partial class OssStorage
{
    /// <summary>Creates a small object, unless one of that key exists, which is then left as it is.</summary>
    /// <returns>True if it was created, or has the same bytes.</returns>
    internal async Task<bool> TryCreateAsync(OssUri location, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var bucket = await _addressOf(location, cancellationToken).ConfigureAwait(false);
        try
        {
            var settings = new OssObjectSettings { ForbidOverwrite = true };
            await _client.PutAsync(bucket.Object(location.Key), new MemoryBody(content), settings, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OssException e) when (e.Code == "FileAlreadyExists")
        {
            return false;
        }
    }

    /// <summary>Deletes the one object of a key, which may end in a slash.</summary>
    internal async Task DeleteObjectAsync(OssUri location, CancellationToken cancellationToken)
    {
        var bucket = await _addressOf(location, cancellationToken).ConfigureAwait(false);
        await _client.DeleteAsync(bucket.Object(location.Key), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The properties of a location's bucket.</summary>
    internal async Task<OssBucketInfo> GetBucketInfoAsync(OssUri location, CancellationToken cancellationToken) =>
        await _client.GetBucketInfoAsync(await _addressOf(location, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
}
