using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs;

public sealed partial class OssStorage
{
    /// <summary>Copies an object or all objects below a prefix within one region of OSS. The bytes do not pass this machine.</summary>
    /// <param name="source">The object, or a prefix.</param>
    /// <param name="target">
    /// For a prefix a prefix; for an object the object, or a prefix, below which it gets the last name of its key.
    /// </param>
    /// <param name="options">Options; null for the usual.</param>
    /// <param name="cancellationToken">Cancels the copy; objects that are complete stay.</param>
    /// <exception cref="OssTransferException">Objects could not be copied; all others were.</exception>
    /// <exception cref="ArgumentException">
    /// The two do not fit each other, one lies in the other, one is a whole bucket, or an option is out of its range.
    /// </exception>
    public async Task<TransferResult> CopyAsync(
        OssUri source, OssUri target, CopyOptions? options = null, CancellationToken cancellationToken = default)
    {
        OssLocations.CheckNotBucket(source);
        OssLocations.CheckNotBucket(target);
        options ??= new();
        using var call = CallFor(options);
        var filter = new PathFilter(options.Include, options.Exclude);
        if (source.IsDirectory && !target.IsDirectory)
        {
            throw new ArgumentException(
                $"{source} is a prefix, and {target} is a single object. Write {target}/ for a prefix.", nameof(target));
        }

        var location = source.IsDirectory ? target : OssLocations.Named(target, source.Key[(source.Key.LastIndexOf('/') + 1)..]);
        var from = await _addressOf(source, cancellationToken).ConfigureAwait(false);
        var to = await _addressOf(target, cancellationToken).ConfigureAwait(false);
        if (from == to && OssLocations.Overlap(source.Key, location.Key))
            throw new ArgumentException($"{source} and {location} overlap. A copy into itself would not end.", nameof(target));
        var outcome = new TransferOutcome($"The copy of {source} to {location}");
        var copy = new ObjectsCopy(call, from, to, outcome);
        var work = source.IsDirectory
            ? copy.RunAsync(source.Key, location.Key, filter, cancellationToken)
            : copy.RunAsync(source.Key, location.Key, cancellationToken);
        return await EndAsync(call, work, outcome, location, null, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes an object, or all objects below a prefix. One that does not exist is not an error.</summary>
    /// <param name="location">The object, or a prefix.</param>
    /// <param name="recursive">Has to be true for a prefix: all that is below it is deleted.</param>
    /// <param name="cancellationToken">Cancels the operation; what is deleted is gone.</param>
    /// <returns>The number of objects that were deleted; for a single object 1.</returns>
    /// <exception cref="OssException">Objects could not be deleted; the message names them.</exception>
    /// <exception cref="ArgumentException">It is a prefix and <paramref name="recursive"/> is not set, or a whole bucket.</exception>
    public async Task<long> DeleteAsync(OssUri location, bool recursive = false, CancellationToken cancellationToken = default)
    {
        OssLocations.CheckNotBucket(location);
        if (location.IsDirectory && !recursive)
        {
            throw new ArgumentException(
                $"{location} is a prefix. Set recursive to delete all objects below it, or leave the slash out for one object.",
                nameof(recursive));
        }

        var bucket = await _addressOf(location, cancellationToken).ConfigureAwait(false);
        if (!location.IsDirectory)
        {
            await _client.DeleteAsync(bucket.Object(location.Key), cancellationToken).ConfigureAwait(false);
            return 1;
        }

        var count = 0L;
        while (true)
        {
            // Always the first page: what it had is gone by then.
            var page = await _client.ListPageAsync(bucket, new() { Prefix = location.Key }, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            if (page.Entries.Count > 0)
                await _client.DeleteManyAsync(bucket, [.. page.Entries.Select(e => e.Key)], cancellationToken).ConfigureAwait(false);
            count += page.Entries.Count;
            if (page.ContinuationToken is null) return count;
        }
    }
}
