using Pai.Jobs.Internal.Storage;

#pragma warning disable RS0026 // The overloads differ in a parameter that is not optional.
namespace Pai.Jobs;

public sealed partial class OssStorage
{
    /// <summary>
    /// Downloads an object or all objects below a prefix. A file appears under its name when it is complete and verified, and replaces
    /// one that has it.
    /// </summary>
    /// <param name="source">The object, or a prefix, <c>oss://bucket/data/</c>.</param>
    /// <param name="path">
    /// For a prefix the folder, which is created when it is missing. For an object the file; where the path is a folder or ends in a
    /// separator, the file in it that has the last name of the key.
    /// </param>
    /// <param name="options">Options; null for the usual.</param>
    /// <param name="cancellationToken">Cancels the download; the exception names what stays for a resume.</param>
    /// <exception cref="OssTransferException">
    /// Objects could not be downloaded, or their keys cannot be files of this disk; all others were. Nothing is written outside the folder.
    /// </exception>
    /// <exception cref="ArgumentException">The source is a whole bucket, or an option is out of its range.</exception>
    public async Task<TransferResult> DownloadAsync(
        OssUri source, string path, DownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OssLocations.CheckNotBucket(source);
        options ??= new();
        if (options.Extract && (source.IsDirectory || !TarGzip.IsName(source.Key)))
            throw new ArgumentException($"Extract is for a .tar.gz, and {source} is none by its name.", nameof(source));
        using var call = CallFor(options);
        _ = new PathFilter(options.Include, options.Exclude);
        var full = Path.GetFullPath(path);
        var bucket = await _addressOf(source, cancellationToken).ConfigureAwait(false);
        var outcome = new TransferOutcome($"The download of {source} to {full}");
        Task work;
        if (source.IsDirectory)
        {
            work = new PrefixDownload(call, bucket, source.Key, full, outcome).RunAsync(options.FlushToDisk, cancellationToken);
        }
        else if (options.Extract)
        {
            full = Path.TrimEndingDirectorySeparator(full);
            work = outcome.TryAsync(
                source.Key, () => new ArchiveDownload(call, bucket.Object(source.Key), full).RunAsync(cancellationToken), cancellationToken)
                .AsTask();
        }
        else
        {
            full = FileFor(source, path, full);
            work = outcome.TryAsync(
                source.Key, () => DownloadAsync(call, bucket.Object(source.Key), full, options, cancellationToken), cancellationToken)
                .AsTask();
        }

        return await EndAsync(call, work, outcome, source, full, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Downloads an object to a stream. The last bytes are written only when all of them have been verified.</summary>
    /// <param name="source">The object.</param>
    /// <param name="target">The stream, which stays open.</param>
    /// <param name="options">Options; null for the usual. A stream is not resumed.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <exception cref="OssTransferException">It failed; what the stream got is not the whole object.</exception>
    /// <exception cref="ArgumentException">The source is not an object, or an option is out of its range or not for streams.</exception>
    public async Task<TransferResult> DownloadAsync(
        OssUri source, Stream target, DownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        options ??= new();
        if (options.Extract) throw new ArgumentException("Extract is for folders, not for streams.", nameof(options));
        using var call = CallFor(options);
        var address = await ObjectAsync(source, cancellationToken).ConfigureAwait(false);
        return await SingleAsync(call, "The download of", source, async () =>
        {
            var (length, verification) = options.DryRun
                ? ((await _client.GetMetaAsync(address, cancellationToken).ConfigureAwait(false)).Size, TransferVerification.None)
                : await new StreamDownload(call).RunAsync(address, target, cancellationToken).ConfigureAwait(false);
            return FileOf(source, length, options, verification);
        }, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<TransferredFile> DownloadAsync(
        TransferCall call, OssObjectAddress source, string target, DownloadOptions options, CancellationToken cancellationToken)
    {
        var info = await call.Client.GetMetaAsync(source, cancellationToken).ConfigureAwait(false);
        call.Meter.SetTotals(info.Size, 1);
        return await ExistingFile.FindAsync(call, source.Key, source, info.Size, target, cancellationToken).ConfigureAwait(false)
            ?? await new FileDownload(call, options.FlushToDisk).RunAsync(source.Key, source, info.Size, target, cancellationToken)
                .ConfigureAwait(false);
    }

    /// <summary>The file that a single object is written to.</summary>
    private static string FileFor(OssUri source, string path, string full)
    {
        if (!Path.EndsInDirectorySeparator(path) && !Directory.Exists(full)) return full;
        var name = source.Key[(source.Key.LastIndexOf('/') + 1)..];
        return LocalNames.ProblemOf(name, 0, OperatingSystem.IsWindows()) is { } problem
            ? throw new ArgumentException(
                $"The last name of {source} cannot be a file of this disk: it {problem}. Write the path of a file.", nameof(path))
            : Path.Combine(full, name);
    }
}
