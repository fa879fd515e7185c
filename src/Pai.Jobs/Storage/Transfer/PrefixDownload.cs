namespace Pai.Jobs.Internal.Storage;

/// <summary>Downloads the objects below a prefix into a folder.</summary>
internal sealed class PrefixDownload(TransferCall call, OssBucketAddress bucket, string prefix, string folder, TransferOutcome outcome)
{
    private readonly ConfinedFolder _target = new(folder);
    private readonly List<(string Name, long Size)> _objects = [];
    private readonly List<string> _folders = [];

    public async Task RunAsync(bool flushToDisk, CancellationToken cancellationToken)
    {
        await ListAsync(cancellationToken).ConfigureAwait(false);
        var isCaseInsensitive = call.Options.DryRun ? !OperatingSystem.IsLinux() : _target.IsCaseInsensitive();
        RefuseTogether(new LocalNameSet(isCaseInsensitive));
        call.Meter.SetTotals(_objects.Sum(o => o.Size), _objects.Count);
        if (!call.Options.DryRun) CreateFolders();
        var download = new FileDownload(call, flushToDisk);
        await call.ForEachAsync(
            _objects,
            (item, token) => outcome.TryAsync(item.Name, () => DownloadAsync(download, item.Name, item.Size, token), token),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var filter = new PathFilter(call.Options.Include, call.Options.Exclude);
        var isEmpty = true;
        await foreach (var entry in call.Client.ListAsync(bucket, new() { Prefix = prefix }, cancellationToken).ConfigureAwait(false))
        {
            isEmpty = false;
            var name = entry.Key[prefix.Length..];
            if (name.Length == 0 && entry.Size == 0) continue;
            if (name.EndsWith('/') ? !filter.TakesAll && entry.Size == 0 : !filter.Takes(name)) continue;
            if (name.Length == 0 || LocalNames.ProblemOf(name, entry.Size, OperatingSystem.IsWindows()) is not null)
                Refuse(entry.Key, LocalNames.ProblemOf(entry.Key[(prefix.LastIndexOf('/', prefix.Length - 2) + 1)..], entry.Size,
                    OperatingSystem.IsWindows()) ?? "cannot be a file");
            else if (name.EndsWith('/')) _folders.Add(name);
            else _objects.Add((name, entry.Size));
        }

        if (isEmpty)
        {
            outcome.Add(new TransferFailure
            {
                Name = prefix,
                Message = $"There is no object whose key begins with \"{prefix}\" in the bucket {bucket.Name}.",
            });
        }
    }

    private void RefuseTogether(LocalNameSet set)
    {
        foreach (var name in _folders.Concat(_objects.Select(o => o.Name))) set.Add(name);
        _folders.RemoveAll(f => IsRefused(f));
        _objects.RemoveAll(o => IsRefused(o.Name));

        bool IsRefused(string name)
        {
            if (set.ProblemOf(name) is not { } problem) return false;
            Refuse(prefix + name, problem);
            return true;
        }
    }

    private void Refuse(string key, string problem) =>
        outcome.Add(new TransferFailure { Name = key, Message = $"The object \"{key}\" cannot be a file of this disk: it {problem}." });

    private void CreateFolders()
    {
        foreach (var name in _folders)
        {
            try
            {
                Directory.CreateDirectory(_target.PathOf(name));
            }
            catch (Exception e) when (e is PaiException or IOException or UnauthorizedAccessException)
            {
                outcome.Add(new TransferFailure { Name = name, Message = e.Message, Exception = e });
            }
        }
    }

    private async Task<TransferredFile> DownloadAsync(FileDownload download, string name, long size, CancellationToken cancellationToken)
    {
        var target = _target.PathOf(name);
        var source = bucket.Object(prefix + name);
        return await ExistingFile.FindAsync(call, name, source, size, target, cancellationToken).ConfigureAwait(false)
            ?? await download.RunAsync(name, source, size, target, cancellationToken).ConfigureAwait(false);
    }
}
