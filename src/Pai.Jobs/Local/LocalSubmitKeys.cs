using Microsoft.Extensions.Logging;
using Pai.Jobs.Internal.Submitting;

namespace Pai.Jobs.Internal.Local;

/// <summary>Submit keys on this machine: their scope is the folder of all runs.</summary>
internal sealed class LocalSubmitKeys(string runsDirectory, RunStore runs, TimeProvider clock, ILogger logger)
{
    public const string FolderName = ".submit-keys";

    /// <summary>Submits a job once.</summary>
    /// <param name="job">The job, which has a key.</param>
    /// <param name="prepare">Makes all of the run's folder that takes time.</param>
    /// <param name="create">Makes the run, and starts it.</param>
    /// <param name="progress">Is told each step.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<JobInfo> SubmitAsync(
        LocalPreparedJob job,
        Func<CancellationToken, Task> prepare,
        Func<CancellationToken, Task<JobInfo>> create,
        IProgress<SubmitProgress>? progress,
        CancellationToken cancellationToken)
    {
        var store = new FileSubmitStore(Path.Combine(runsDirectory, FolderName), clock);
        var content = await SubmissionContent.OfAsync(job.Submission, job.Archive?.Sha256, cancellationToken).ConfigureAwait(false);
        return await new SubmitOnce(store, clock, logger).RunAsync(
            new()
            {
                Scope = "",
                Key = job.Submission.SubmitKey!,
                RecordName = job.Submission.RecordName,
                Content = content,
                Marker = job.Marker,
                Owner = OwnedFolder.Owner,
                IsOwnerGone = OwnedFolder.IsGone,
                Prepare = prepare,
                Create = create,
                Find = (marker, _) => Task.FromResult(FindStarted(marker)),
                Get = (id, _) => Task.FromResult(runs.TryGet(id)),
                Progress = progress,
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The folders that killed processes have left among the keys. The keys themselves are kept.</summary>
    public static IEnumerable<string> Leftovers(string runsDirectory, DateTimeOffset now)
    {
        var folder = Path.Combine(runsDirectory, FolderName);
        if (!Directory.Exists(folder)) return [];
        return Directory.EnumerateDirectories(folder)
            .SelectMany(key => Directory.EnumerateDirectories(key, FileSubmitStore.NewPrefix + "*"))
            .Where(path => now - Directory.GetLastWriteTimeUtc(path) > TimeSpan.FromDays(1));
    }

    /// <summary>
    /// The run of a submission, once it is certain that it was started. One whose submitter was killed before that is deleted.
    /// </summary>
    private JobInfo? FindStarted(JobMarker marker)
    {
        try
        {
            return FindOrDelete(marker);
        }
        catch (DirectoryNotFoundException)
        {
            // Another submission with the key has deleted it.
            return null;
        }
    }

    private JobInfo? FindOrDelete(JobMarker marker)
    {
        if (runs.FoldersOf(marker).FirstOrDefault() is not { } folder || runs.TryGetListed(folder) is not var (record, info)) return null;
        if (IsStarted(folder, record)) return info;
        if (info.ReasonCode != RunStatus.SubmitInterrupted || record.Submitter.IsAlive()) return null;
        // A supervisor that starts only now, against all odds, finds this and starts nothing. It may still write to the folder.
        StopRecord.Write(folder, clock);
        if (IsStarted(folder, record)) return runs.TryGet(record.Id);
        RunDeletion.TryDelete(RunDeletion.MoveAway(folder));
        return null;
    }

    private bool IsStarted(RunFolder folder, RunRecord record) => RunFacts.Read(folder, record, clock).SupervisorStarted;
}
