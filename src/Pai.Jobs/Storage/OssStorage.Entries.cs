using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs;

public sealed partial class OssStorage
{
    /// <summary>An entry is small: a larger object is not one.</summary>
    private const int MaxEntryLength = 1 << 20;

    /// <summary>Writes an object if there is none of that key, in one step.</summary>
    /// <param name="location">The object.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Cancels the operation; the object may be there all the same.</param>
    /// <returns>False where there is one with other bytes already.</returns>
    /// <exception cref="OssException">
    /// It failed, and the object may be there all the same; or the bucket keeps versions, and then ignores that nothing is to be
    /// overwritten.
    /// </exception>
    internal async Task<bool> TryCreateEntryAsync(OssUri location, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var address = await ObjectAsync(location, cancellationToken).ConfigureAwait(false);
        using var body = OssBody.FromMemory(content);
        var settings = new OssObjectSettings { ContentType = "application/json", ForbidOverwrite = true };
        try
        {
            var result = await _client.PutAsync(address, body, settings, cancellationToken).ConfigureAwait(false);
            return result.VersionId is null ? true : throw KeepsVersions(location, result.RequestId);
        }
        catch (OssException e) when (e.Code is "FileAlreadyExists" or "ObjectAlreadyExists")
        {
            return false;
        }
    }

    /// <summary>The bytes of a small object, and the time since it was written by the service's clock; null where there is none.</summary>
    /// <param name="location">The object.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="OssException">It failed.</exception>
    internal async Task<(ReadOnlyMemory<byte> Content, TimeSpan Age)?> TryReadEntryAsync(
        OssUri location, CancellationToken cancellationToken)
    {
        var address = await ObjectAsync(location, cancellationToken).ConfigureAwait(false);
        try
        {
            var download = await _client.GetAsync(address, cancellationToken: cancellationToken).ConfigureAwait(false);
            await using var _ = download.ConfigureAwait(false);
            if (download.Length > MaxEntryLength)
                throw new OssException($"{location} has {download.Length} bytes, and is not an entry of this library.");
            var content = new byte[download.Length];
            await download.Content.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
            // The read that signals the end compares the checksum.
            await download.Content.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false);
            var now = download.Info.AnsweredAt ?? _time.GetUtcNow();
            return (content, download.Info.LastModified is { } written && now > written ? now - written : TimeSpan.Zero);
        }
        catch (OssException e) when (e.Code == "NoSuchKey")
        {
            return null;
        }
    }

    private static OssException KeepsVersions(OssUri location, string? requestId) => new(
        $"The bucket {location.Bucket} keeps versions of its objects. Such a bucket ignores that an object must not be overwritten, and so "
        + "cannot hold submit keys. Use a bucket without versions, or submit without a key."
        + (requestId is null ? "" : $" (request id {requestId})"))
    {
        Bucket = location.Bucket,
        Key = location.Key,
        RequestId = requestId,
    };
}
