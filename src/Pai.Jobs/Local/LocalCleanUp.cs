using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Local;

/// <summary>Deletes old runs, and what killed processes left behind. What cannot be deleted is logged, and keeps nothing else.</summary>
internal sealed class LocalCleanUp(string runsDirectory, TimeProvider clock, ILogger logger)
{
    /// <returns>The ids of the runs that were deleted, newest first.</returns>
    public IReadOnlyList<string> Run(
        IEnumerable<(RunFolder Folder, JobInfo Info)> newestFirst, JobCleanUpOptions options, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var all = newestFirst.ToList();
        var live = all.Where(r => !r.Info.Status.IsFinished()).Select(r => r.Info).ToList();
        var due = all.Skip(options.KeepLast)
            .Where(r => r.Info.Status.IsFinished() && now - (r.Info.FinishedAt ?? r.Info.CreatedAt) > options.OlderThan)
            .Select(r => r.Folder)
            .Where(f => !Supervisor.HasLeftovers(f) && !live.Exists(other => RunStore.IsUsedBy(f, other)))
            .ToList();
        if (options.DryRun) return [.. due.Select(f => f.Id)];

        // Side by side: deleting is waiting, for the most part.
        var deleted = new ConcurrentDictionary<string, bool>();
        Parallel.ForEach(due, new() { CancellationToken = cancellationToken }, f => deleted[f.Id] = TryDelete(f));
        if (Directory.Exists(runsDirectory))
        {
            foreach (var path in Leftovers(now, live.Count > 0).Concat(LocalSubmitKeys.Leftovers(runsDirectory, now))) TryDelete(path);
            Try(runsDirectory, () => CodeStore.DeleteUnused(runsDirectory, now));
        }

        return [.. due.Select(f => f.Id).Where(id => deleted[id])];
    }

    /// <summary>True if it was this call that deleted the run: another process may clean up at the same time.</summary>
    private bool TryDelete(RunFolder folder)
    {
        var trash = "";
        if (!Try(folder.Root, () => trash = RunDeletion.MoveAway(folder))) return false;
        TryDelete(trash);
        return true;
    }

    private void TryDelete(string path) => Try(path, () => RunDeletion.Delete(path));

    private bool Try(string path, Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            // Another process was quicker.
            return false;
        }
        catch (Exception e) when (LocalFault.IsOne(e))
        {
            LocalMessages.NotDeleted(logger, path, e);
            return false;
        }
    }

    /// <summary>
    /// Folders that a process that is gone was preparing, and those that any process was deleting: two can do that at once. A Python
    /// environment stays while any run is live: it may be that of a replay.
    /// </summary>
    private List<string> Leftovers(DateTimeOffset now, bool hasLive) =>
        Directory.EnumerateDirectories(runsDirectory, ".*").Where(p => Path.GetFileName(p) is var name
            && !(hasLive && name.StartsWith(RunPreparer.PythonPrefix, StringComparison.Ordinal))
            && (name.StartsWith(RunDeletion.TrashPrefix, StringComparison.Ordinal)
                || (name.StartsWith(RunPreparer.StagingPrefix, StringComparison.Ordinal) && OwnedFolder.IsAbandoned(p, now)))).ToList();
}
