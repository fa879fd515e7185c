namespace Pai.Jobs;

/// <summary>Reads a location in OSS with the storage of a session: short forms of the methods of <see cref="OssStorage"/>.</summary>
public static class OssUriExtensions
{
    /// <inheritdoc cref="OssStorage.DownloadAsync(OssUri, string, DownloadOptions, CancellationToken)"/>
    /// <param name="source">The object, or a prefix, <c>oss://bucket/data/</c>.</param>
    /// <param name="session">The session.</param>
    /// <param name="path">The file or the folder.</param>
    /// <param name="options">Options; null for the usual.</param>
    /// <param name="cancellationToken">Cancels the download; the exception names what stays for a resume.</param>
    public static Task<TransferResult> DownloadAsync(
        this OssUri source,
        PaiSession session,
        string path,
        DownloadOptions? options = null,
        CancellationToken cancellationToken = default) =>
        StorageOf(session).DownloadAsync(source, path, options, cancellationToken);

    /// <inheritdoc cref="OssStorage.ListAsync(OssUri, bool, CancellationToken)"/>
    /// <param name="location">The prefix, the object, or the bucket: <c>oss://bucket/</c>.</param>
    /// <param name="session">The session.</param>
    /// <param name="recursive">Whether all levels are listed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static IAsyncEnumerable<OssObject> ListAsync(
        this OssUri location, PaiSession session, bool recursive = true, CancellationToken cancellationToken = default) =>
        StorageOf(session).ListAsync(location, recursive, cancellationToken);

    /// <inheritdoc cref="OssStorage.ExistsAsync(OssUri, CancellationToken)"/>
    /// <param name="location">The object or the prefix.</param>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static Task<bool> ExistsAsync(this OssUri location, PaiSession session, CancellationToken cancellationToken = default) =>
        StorageOf(session).ExistsAsync(location, cancellationToken);

    /// <inheritdoc cref="OssStorage.OpenReadAsync(OssUri, CancellationToken)"/>
    /// <param name="location">The object.</param>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    public static Task<Stream> OpenReadAsync(this OssUri location, PaiSession session, CancellationToken cancellationToken = default) =>
        StorageOf(session).OpenReadAsync(location, cancellationToken);

    private static OssStorage StorageOf(PaiSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Storage;
    }
}
