using System.Net;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Tells files and objects with the same bytes, by size and CRC-64.</summary>
internal static class IdenticalFiles
{
    /// <summary>
    /// The sizes of the objects below a prefix, by key. Empty where the access key may write but not list: all are uploaded then.
    /// </summary>
    public static async Task<Dictionary<string, long>> SizesAsync(
        TransferCall call, OssBucketAddress bucket, string prefix, CancellationToken cancellationToken)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        try
        {
            await foreach (var entry in call.Client.ListAsync(bucket, new() { Prefix = prefix }, cancellationToken).ConfigureAwait(false))
                sizes[entry.Key] = entry.Size;
        }
        catch (OssException e) when (IsForbidden(e))
        {
            sizes.Clear();
        }

        return sizes;
    }

    /// <summary>
    /// How a file and an object of its size were found to have the same bytes; null when they have not, or it cannot be told.
    /// </summary>
    public static async Task<TransferVerification?> CompareAsync(
        TransferCall call, OssObjectAddress there, string path, long size, CancellationToken cancellationToken)
    {
        OssObjectInfo? info;
        try
        {
            using var slot = await call.EnterAsync(cancellationToken).ConfigureAwait(false);
            info = await call.Client.TryGetMetaAsync(there, cancellationToken).ConfigureAwait(false);
        }
        catch (OssException e) when (IsForbidden(e))
        {
            return null;
        }

        return info is { Crc64: { } crc } && info.Size == size
            && await FileCrc.OfAsync(path, cancellationToken).ConfigureAwait(false) == crc
            ? TransferVerification.Crc64
            : null;
    }

    /// <summary>The size of two objects that have the same bytes; null when they have not, or it cannot be told.</summary>
    public static async Task<long?> CompareAsync(
        TransferCall call, OssObjectAddress first, OssObjectAddress second, CancellationToken cancellationToken)
    {
        using var slot = await call.EnterAsync(cancellationToken).ConfigureAwait(false);
        var a = await call.Client.TryGetMetaAsync(first, cancellationToken).ConfigureAwait(false);
        var b = await call.Client.TryGetMetaAsync(second, cancellationToken).ConfigureAwait(false);
        return a is { Crc64: { } crc } && b is not null && b.Crc64 == crc && a.Size == b.Size ? a.Size : null;
    }

    private static bool IsForbidden(OssException e) => e is { StatusCode: HttpStatusCode.Forbidden, Code: "AccessDenied" };
}
