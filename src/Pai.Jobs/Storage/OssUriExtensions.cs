namespace Pai.Jobs;

/// <summary>Transfers from a location's point of view.</summary>
public static class OssUriExtensions
{
    /// <summary>Downloads the object or all objects below the prefix, as <see cref="OssStorage"/> does.</summary>
    /// <param name="location">The object, or a prefix.</param>
    /// <param name="storage">The storage that moves them.</param>
    /// <param name="path">For a prefix the folder; for an object the file, or the folder that it is put into.</param>
    /// <param name="options">Options; null for the usual.</param>
    /// <param name="cancellationToken">Cancels the download; the exception names what stays for a resume.</param>
    /// <exception cref="OssTransferException">Objects could not be downloaded; all others were.</exception>
    /// <exception cref="ArgumentException">The location is a whole bucket, or an option is out of its range.</exception>
    public static Task<TransferResult> DownloadAsync(
        this OssUri location, OssStorage storage, string path, DownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(storage);
        return storage.DownloadAsync(location, path, options, cancellationToken);
    }
}
