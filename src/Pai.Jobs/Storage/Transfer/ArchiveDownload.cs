namespace Pai.Jobs.Internal.Storage;

/// <summary>
/// Downloads a <c>.tar.gz</c> and unpacks it: into a folder beside the target, which gets its name when all is there. The archive is
/// verified before anything of it is unpacked.
/// </summary>
internal sealed class ArchiveDownload(TransferCall call, OssObjectAddress source, string target)
{
    public async Task<TransferredFile> RunAsync(CancellationToken cancellationToken)
    {
        var info = await call.Client.GetMetaAsync(source, cancellationToken).ConfigureAwait(false);
        call.Meter.SetTotals(info.Size, 1);
        if (call.Options.DryRun)
            return new() { Name = source.Key, Size = info.Size, Action = TransferAction.Planned, Verification = TransferVerification.None };
        var parent = Path.GetDirectoryName(target)
            ?? throw new PaiException($"An archive cannot be unpacked into {target}: it has no parent.");
        Directory.CreateDirectory(parent);
        var stem = Path.Combine(parent, OwnFiles.Stem(target + "\narchive"));
        using var held = TargetLock.Take(stem + ".lock", target);
        var (archive, staging) = (stem + ".part", stem + ".extract");
        try
        {
            var file = await new FileDownload(call, flushToDisk: false).RunAsync(source.Key, source, info.Size, archive, cancellationToken)
                .ConfigureAwait(false);
            if (Directory.Exists(staging)) Directory.Delete(staging, recursive: true);
            var stream = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false)) await TarGzip.ExtractAsync(stream, staging, cancellationToken).ConfigureAwait(false);
            Publish(staging);
            return file;
        }
        finally
        {
            File.Delete(archive);
            if (Directory.Exists(staging)) Directory.Delete(staging, recursive: true);
        }
    }

    /// <summary>A new or empty folder gets its name at once; into one with content, file after file is moved.</summary>
    private void Publish(string staging)
    {
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            Merge(new DirectoryInfo(staging), "", new ConfinedFolder(target));
            return;
        }

        if (Directory.Exists(target)) Directory.Delete(target);
        Directory.Move(staging, target);
    }

    private static void Merge(DirectoryInfo folder, string prefix, ConfinedFolder into)
    {
        foreach (var item in folder.EnumerateFileSystemInfos().ToList())
        {
            var path = into.PathOf(prefix + item.Name);
            if (item is DirectoryInfo child && item.LinkTarget is null)
            {
                Directory.CreateDirectory(into.PathOf(prefix + item.Name + "/"));
                Merge(child, prefix + item.Name + "/", into);
            }
            else if (item.LinkTarget is { } link)
            {
                if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null) File.Delete(path);
                File.CreateSymbolicLink(path, link);
            }
            else
            {
                File.Move(item.FullName, path, overwrite: true);
            }
        }
    }
}
