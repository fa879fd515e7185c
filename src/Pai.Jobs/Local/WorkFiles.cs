using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// The files of a run that another run makes anew: unpacked code, the Python environment, inputs from OSS, temporary files, and the root of
/// its sandbox. Its record, its logs and its outputs stay.
/// </summary>
internal static class WorkFiles
{
    private static readonly string[] s_folders = ["ml/usercode", "venv", "tools", "root", "inputs", "tmp"];

    /// <summary>Deletes those of all runs that ended some time ago. What cannot be deleted is logged.</summary>
    public static void Prune(RunStore store, TimeSpan keep, TimeProvider clock, ILogger logger, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var folder in store.Folders())
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Most are either new or done: those cost no look at their facts. The temporary files go last.
            if (RunIds.TimeOf(folder.Id) is not { } created || now - created <= keep || !Directory.Exists(folder.Temp)) continue;
            if (store.TryGetListed(folder) is not var (record, info) || !info.Status.IsFinished()) continue;
            if (now - (info.FinishedAt ?? info.CreatedAt) <= keep || Supervisor.HasLeftovers(folder)) continue;
            foreach (var (_, node) in folder.Nodes(record.Nodes))
                foreach (var name in s_folders) TryDelete(node.In(name), logger);
        }
    }

    private static void TryDelete(string path, ILogger logger)
    {
        try
        {
            RunDeletion.Delete(path);
        }
        catch (Exception e) when (LocalFault.IsOne(e))
        {
            LocalMessages.NotDeleted(logger, path, e);
        }
    }
}
