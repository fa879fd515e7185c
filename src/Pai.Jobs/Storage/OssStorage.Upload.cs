using Pai.Jobs.Internal.Files;
using Pai.Jobs.Internal.Storage;

#pragma warning disable RS0026 // The overloads differ in a parameter that is not optional.
namespace Pai.Jobs;

public sealed partial class OssStorage
{
    /// <summary>Uploads a file or a folder. Objects with the same keys are replaced; others stay.</summary>
    /// <param name="path">
    /// The file, or the folder, of which all files are taken: those with a dot first too. Links are not followed, unless the path itself
    /// is one.
    /// </param>
    /// <param name="target">
    /// For a folder a prefix, <c>oss://bucket/data/</c>; for a file the object, or a prefix, below which it gets the name of the file.
    /// </param>
    /// <param name="options">Options; null for the usual.</param>
    /// <param name="cancellationToken">Cancels the upload; the exception names what stays for a resume.</param>
    /// <exception cref="OssTransferException">Files could not be uploaded; all others were.</exception>
    /// <exception cref="ArgumentException">The target does not fit the path, or an option is out of its range.</exception>
    public async Task<TransferResult> UploadAsync(
        string path, OssUri target, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OssLocations.CheckNotBucket(target);
        options ??= new();
        using var call = CallFor(options);
        var filter = new PathFilter(options.Include, options.Exclude);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var isFolder = Directory.Exists(full);
        if (isFolder && !options.Archive && !target.IsDirectory)
        {
            throw new ArgumentException(
                $"{full} is a folder, and {target} is a single object. Write {target}/ for a prefix, or set Archive.", nameof(target));
        }

        var outcome = new TransferOutcome($"The upload of {full} to {target}");
        var bucket = await _addressOf(target, cancellationToken).ConfigureAwait(false);
        var found = isFolder
            ? await Task.Run(() => LocalFiles.In(full, filter, cancellationToken), cancellationToken).ConfigureAwait(false)
            : null;
        var name = options.Archive ? "source.tar.gz" : Path.GetFileName(full);
        var location = isFolder && !options.Archive ? target : OssLocations.Named(target, name);
        foreach (var failure in found?.Failures ?? []) outcome.Add(failure);
        IReadOnlyList<LocalFile> files = found is not null ? found.Files : SingleFile(full, outcome);
        var work = options.Archive
            ? outcome.TryAsync(
                location.Key,
                () => ArchiveAsync(call, files, found, bucket.Object(location.Key), options, cancellationToken),
                cancellationToken).AsTask()
            : UploadAsync(call, files, target, isFolder, location, bucket, outcome, options, cancellationToken);
        return await EndAsync(call, work, outcome, location, full, found?.LeftOut, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes what interrupted uploads of the files of a folder have left for a resume, here and in OSS.</summary>
    internal async Task AbandonAsync(string folder, OssUri target, CancellationToken cancellationToken)
    {
        using var call = new TransferCall(_client, new UploadOptions(), _stateFolder, _time);
        var bucket = await _addressOf(target, cancellationToken).ConfigureAwait(false);
        var settings = new OssObjectSettings();
        foreach (var file in LocalFiles.In(folder, new PathFilter([], []), cancellationToken).Files)
            await new FileUpload(call, settings).ForgetAsync(bucket.Object(target.Key + file.Name)).ConfigureAwait(false);
    }

    /// <summary>Uploads a stream from its position to its end. Its length need not be known.</summary>
    /// <param name="source">
    /// The stream, which stays open. Its parts are buffered, in 32 MiB at most as long as it is shorter than 87 GiB.
    /// </param>
    /// <param name="target">The object.</param>
    /// <param name="options">Options; null for the usual. A stream is not resumed: after a failure nothing stays.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    /// <exception cref="OssTransferException">It failed.</exception>
    /// <exception cref="ArgumentException">The target is not an object, or an option is out of its range or not for streams.</exception>
    public async Task<TransferResult> UploadAsync(
        Stream source, OssUri target, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        CheckSingle(options);
        using var call = CallFor(options);
        var address = await ObjectAsync(target, cancellationToken).ConfigureAwait(false);
        return await SingleAsync(call, "The upload of a stream to", target, async () =>
        {
            call.Meter.SetTotals(source.CanSeek ? source.Length - source.Position : null, 1);
            var (verification, length) = options.DryRun
                ? (TransferVerification.None, source.CanSeek ? source.Length - source.Position : 0)
                : await new StreamUpload(call, SettingsOf(options)).RunAsync(source, address, cancellationToken).ConfigureAwait(false);
            return FileOf(target, length, options, verification);
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Uploads bytes in memory.</summary>
    /// <param name="source">The bytes, which must not change meanwhile.</param>
    /// <param name="target">The object.</param>
    /// <param name="options">Options; null for the usual. It is not resumed: after a failure nothing stays.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    /// <exception cref="OssTransferException">It failed.</exception>
    /// <exception cref="ArgumentException">The target is not an object, or an option is out of its range or not for bytes.</exception>
    public async Task<TransferResult> UploadAsync(
        ReadOnlyMemory<byte> source, OssUri target, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        CheckSingle(options);
        using var call = CallFor(options);
        var address = await ObjectAsync(target, cancellationToken).ConfigureAwait(false);
        return await SingleAsync(call, "The upload of bytes to", target, async () =>
        {
            call.Meter.SetTotals(source.Length, 1);
            var verification = options.DryRun
                ? TransferVerification.None
                : await new MemoryUpload(call, SettingsOf(options)).RunAsync(source, address, cancellationToken).ConfigureAwait(false);
            return FileOf(target, source.Length, options, verification);
        }, cancellationToken).ConfigureAwait(false);
    }

    private static async Task UploadAsync(
        TransferCall call, IReadOnlyList<LocalFile> files, OssUri target, bool isFolder, OssUri location, OssBucketAddress bucket,
        TransferOutcome outcome, UploadOptions options, CancellationToken cancellationToken)
    {
        var sizes = isFolder && options.SkipIdentical && files.Count > 0
            ? await IdenticalFiles.SizesAsync(call, bucket, target.Key, cancellationToken).ConfigureAwait(false)
            : [];
        var upload = new FilesUpload(call, bucket, SettingsOf(options), outcome);
        await upload.RunAsync(
            files,
            f => isFolder ? target.Key + f.Name : location.Key,
            key => !isFolder ? files[0].Size : sizes.TryGetValue(key, out var size) ? size : null,
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<TransferredFile> ArchiveAsync(
        TransferCall call, IReadOnlyList<LocalFile> files, LocalFiles? folder, OssObjectAddress target, UploadOptions options,
        CancellationToken cancellationToken)
    {
        if (folder is { Failures.Count: > 0 })
            throw new PaiException("Nothing was packed: an archive would lack the files that cannot be read.");
        var name = target.Key;
        if (options.DryRun)
        {
            return new()
            {
                Name = name,
                Size = files.Sum(f => f.Size),
                Action = TransferAction.Planned,
                Verification = TransferVerification.None,
            };
        }

        using var packing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var archive = TarGzip.Pack(files, packing.Token);
        try
        {
            var (verification, length) = await new StreamUpload(call, SettingsOf(options)).RunAsync(archive, target, cancellationToken)
                .ConfigureAwait(false);
            call.Meter.FileDone();
            return new() { Name = name, Size = length, Action = TransferAction.Transferred, Verification = verification };
        }
        finally
        {
            await packing.CancelAsync().ConfigureAwait(false);
            await archive.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static IReadOnlyList<LocalFile> SingleFile(string path, TransferOutcome outcome)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) file = target;
            if (file.Exists && UnixFileKind.IsRegular(file.FullName)) return [LocalFile.Of(Path.GetFileName(path), file)];
            outcome.Add(new TransferFailure
            {
                Name = path,
                Message = file.Exists ? $"{path} is not a regular file." : $"There is no file and no folder {path}.",
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            outcome.Add(new TransferFailure { Name = path, Message = $"The file {path} cannot be read: {e.Message}", Exception = e });
        }

        return [];
    }

    private static OssObjectSettings SettingsOf(UploadOptions options) => new() { ContentType = options.ContentType };

    /// <summary>Options that need files cannot be for something else.</summary>
    private static void CheckSingle(UploadOptions options)
    {
        if (options.Archive) throw new ArgumentException("Archive is for files and folders, not for streams and bytes.", nameof(options));
    }

    private static TransferredFile FileOf(OssUri location, long size, TransferOptions options, TransferVerification verification) => new()
    {
        Name = location.Key,
        Size = size,
        Action = options.DryRun ? TransferAction.Planned : TransferAction.Transferred,
        Verification = verification,
    };

    private static async Task<TransferResult> SingleAsync(
        TransferCall call, string what, OssUri location, Func<Task<TransferredFile>> move, CancellationToken cancellationToken)
    {
        var outcome = new TransferOutcome($"{what} {location}");
        var work = outcome.TryAsync(location.Key, move, cancellationToken).AsTask();
        return await EndAsync(call, work, outcome, location, null, null, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<TransferResult> EndAsync(
        TransferCall call, Task work, TransferOutcome outcome, OssUri location, string? path, IReadOnlyList<string>? leftOut,
        CancellationToken cancellationToken)
    {
        var files = await call.EndAsync(outcome.EndAsync(work, cancellationToken), location).ConfigureAwait(false);
        call.Meter.Finish();
        return new() { Location = location, Path = path, Files = files, LeftOut = leftOut ?? [], BytesMoved = call.Meter.Moved };
    }
}
