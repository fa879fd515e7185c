using System.Runtime.CompilerServices;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>
/// Removes code archives, uploaded inputs and configuration folders that no job has used for long. What a job that has not ended mounts is
/// spared, and so are all outputs.
/// </summary>
internal sealed class DlcCleanUp(DlcServices services)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromDays(1);

    /// <exception cref="ArgumentException">The age is too short; nothing is deleted.</exception>
    public async Task<IReadOnlyList<RemovedUpload>> RunAsync(StorageCleanUpOptions options, CancellationToken cancellationToken)
    {
        if (options.OlderThan < s_shortest)
        {
            throw new ArgumentException(
                $"StorageCleanUpOptions.OlderThan is {options.OlderThan}; it must be at least a day: a job that is being submitted may be "
                + "about to use what was just uploaded.");
        }

        var bucket = await services.GetBucketAsync(cancellationToken).ConfigureAwait(false);
        var limit = services.Context.TimeProvider.GetUtcNow() - options.OlderThan;
        var old = new List<RemovedUpload>();
        await foreach (var folder in FoldersAsync(bucket, cancellationToken).ConfigureAwait(false))
            if (folder.LastUsed < limit) old.Add(folder);
        if (old.Count == 0) return [];
        var used = await UsedAsync(cancellationToken).ConfigureAwait(false);
        old.RemoveAll(f => used.Any(u => u.ToString().StartsWith(f.Location.ToString(), StringComparison.Ordinal)));
        if (options.DryRun) return old;
        var removed = new List<RemovedUpload>();
        foreach (var folder in old)
        {
            // Another process may have begun to use it meanwhile.
            var now = await LookAsync(folder.Location, cancellationToken).ConfigureAwait(false);
            if (now is null || now.LastUsed >= limit) continue;
            await services.Storage.DeleteAsync(folder.Location, recursive: true, cancellationToken).ConfigureAwait(false);
            removed.Add(now);
        }

        return removed;
    }

    private async IAsyncEnumerable<RemovedUpload> FoldersAsync(
        OssUri bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var root in (string[])[DlcLayout.SourceRoot, DlcLayout.InputRoot, DlcLayout.JobRoot])
        {
            var entries = services.Storage.ListAsync(bucket / root, recursive: false, cancellationToken);
            await foreach (var entry in entries.ConfigureAwait(false))
            {
                if (!entry.IsPrefix) continue;
                var folder = OssUri.Parse(bucket + entry.Key);
                if (root == DlcLayout.JobRoot) folder /= DlcLayout.ConfigFolder;
                else if (!entry.Key[root.Length..].StartsWith(DlcLayout.DigestPrefix, StringComparison.Ordinal)) continue;
                if (await LookAsync(folder, cancellationToken).ConfigureAwait(false) is { } found) yield return found;
            }
        }
    }

    /// <summary>The age of a folder, which is that of its youngest object; null where it has none.</summary>
    private async Task<RemovedUpload?> LookAsync(OssUri folder, CancellationToken cancellationToken)
    {
        var (size, last) = (0L, (DateTimeOffset?)null);
        await foreach (var entry in services.Storage.ListAsync(folder, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            size += entry.Size;
            // An object whose age is not known counts as new.
            var time = entry.LastModified ?? DateTimeOffset.MaxValue;
            if (last is null || time > last) last = time;
        }

        return last is { } time1 ? new() { Location = folder, Size = size, LastUsed = time1 } : null;
    }

    /// <summary>The folders that jobs mount that have not ended, of all users of the workspace.</summary>
    private async Task<HashSet<OssUri>> UsedAsync(CancellationToken cancellationToken)
    {
        var used = new HashSet<OssUri>();
        var region = services.Settings.Region?.Value;
        // All jobs: a list by status misses those that change theirs meanwhile, and those whose status this version does not know.
        await foreach (var item in new DlcJobLister(services).ListAsync(new(), cancellationToken).ConfigureAwait(false))
        {
            if (item.Status.IsFinished()) continue;
            try
            {
                // A list does not tell the locations of mounts.
                var job = await services.Jobs.GetJobAsync(item.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
                foreach (var source in job.DataSources ?? [])
                    if (OssUri.TryParse(source.Uri, out var uri)) used.Add(DlcLocations.FromMount(uri, region));
            }
            catch (PaiServiceException e) when (e.Kind == PaiServiceErrorKind.NotFound)
            {
                // It was deleted meanwhile.
            }
        }

        return used;
    }
}
