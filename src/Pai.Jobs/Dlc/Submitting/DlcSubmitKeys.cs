using Pai.Jobs.Internal.Submitting;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Submits jobs with a key: the entries of a key are objects in the session's bucket.</summary>
internal sealed class DlcSubmitKeys(DlcServices services, DlcJobFinder finder, DlcStates states)
{
    /// <param name="job">The job, which has a key.</param>
    /// <param name="upload">Uploads what the job needs.</param>
    /// <param name="create">Creates it, once.</param>
    /// <param name="progress">Is told each step.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<JobInfo> SubmitAsync(
        DlcPreparedJob job,
        Func<CancellationToken, Task> upload,
        Func<CancellationToken, Task<JobInfo>> create,
        IProgress<SubmitProgress>? progress,
        CancellationToken cancellationToken)
    {
        var submission = job.Submission;
        var inputs = job.Inputs.Where(i => i.Local is not null).ToDictionary(i => i.Channel.Name, i => i.Local!.Sha256);
        var store = new OssSubmitStore(services.Storage, job.Bucket! / DlcLayout.KeyRoot);
        return new SubmitOnce(store, services.Context.TimeProvider, services.Context.Logger).RunAsync(
            new()
            {
                Scope = services.WorkspaceId!,
                Key = submission.SubmitKey!,
                RecordName = submission.RecordName,
                Content = SubmissionContent.Of(submission, job.Archive?.Sha256, inputs),
                Marker = job.Marker,
                Prepare = upload,
                Create = create,
                Find = finder.FindAsync,
                Get = async (id, token) => await states.GetAsync([id], token).ConfigureAwait(false) is [var found, ..] ? found : null,
                Progress = progress,
            },
            cancellationToken);
    }
}
