namespace Pai.Jobs.Internal.Local;

/// <summary>Deletes old runs, and what killed processes left behind.</summary>
internal static class LocalCleanUp
{
    /// <summary>A folder that is being prepared or deleted is some process's work; after this time that process is gone.</summary>
    private static readonly TimeSpan s_leftoverAge = TimeSpan.FromDays(1);

    public static IReadOnlyList<string> Run(
        string runsDirectory,
        IEnumerable<(RunFolder Folder, JobInfo Info)> newestFirst,
        JobCleanUpOptions options,
        TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var deleted = new List<string>();
        foreach (var (folder, info) in newestFirst.Skip(options.KeepLast))
        {
            if (!info.Status.IsFinished() || now - (info.FinishedAt ?? info.CreatedAt) <= options.OlderThan) continue;
            if (options.DryRun || TryDelete(folder, info)) deleted.Add(folder.Id);
        }

        if (options.DryRun || !Directory.Exists(runsDirectory)) return deleted;
        DeleteLeftovers(runsDirectory, now);
        CodeStore.DeleteUnused(runsDirectory, now);
        return deleted;
    }

    /// <summary>Whether it was this call that deleted the run: another process may clean up at the same time.</summary>
    private static bool TryDelete(RunFolder folder, JobInfo info)
    {
        try
        {
            if (info.ReasonCode == RunStatus.SupervisorLost) Supervisor.KillLeftovers(folder);
            RunDeletion.MoveAndDelete(folder);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static void DeleteLeftovers(string runsDirectory, DateTimeOffset now)
    {
        foreach (var path in Directory.EnumerateDirectories(runsDirectory, ".*"))
        {
            var name = Path.GetFileName(path);
            var isLeftover = name.StartsWith(RunPreparer.StagingPrefix, StringComparison.Ordinal)
                || name.StartsWith(RunDeletion.TrashPrefix, StringComparison.Ordinal);
            if (isLeftover && now - Directory.GetLastWriteTimeUtc(path) > s_leftoverAge) RunDeletion.Delete(path);
        }
    }
}
