using Pai.Jobs.Internal.JobFiles;
using Pai.Jobs.Internal.Running;
using Pai.Jobs.Internal.Sessions;

namespace Pai.Jobs;

/// <summary>The operations of a job file: <c>file.RunAsync(session)</c>.</summary>
/// <remarks>The options of a call replace the file's settings, as they do the attributes' of a record.</remarks>
public static class JobFileRunner
{
    /// <summary>Looks up all that submitting the job needs, and says what it would send and upload, without doing it.</summary>
    /// <param name="file">The job file.</param>
    /// <param name="session">Where it would run.</param>
    /// <param name="options">Per-run overrides of the file's settings.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The plan, with all that is wrong in <see cref="PreparedJob.Problems"/>.</returns>
    public static Task<PreparedJob> PlanAsync(
        this JobFile file, PaiSession session, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var job = JobOf(file);
        return job.PlanAsync(session, job.With(options), cancellationToken);
    }

    /// <summary>Validates and submits the job, and returns at once. Its retries do not apply.</summary>
    /// <param name="file">The job file.</param>
    /// <param name="session">Where to run it.</param>
    /// <param name="options">Per-run overrides of the file's settings.</param>
    /// <param name="cancellationToken">Cancels the operation; no job is left behind.</param>
    /// <returns>The job; its outputs are in <see cref="JobInfo.Outputs"/> by name.</returns>
    /// <exception cref="ArgumentException">The options have <see cref="RunOptions.Retry"/>, and this call does not wait.</exception>
    /// <exception cref="JobValidationException">Something in the job is wrong; nothing is sent.</exception>
    /// <exception cref="JobSubmissionInDoubtException">The answer of the service was lost: there is one job, or none.</exception>
    public static async Task<JobRun> SubmitAsync(
        this JobFile file, PaiSession session, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var job = JobOf(file);
        return await job.SubmitAsync(session, job.With(options), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Submits the job, writes its console URL and its log, and waits until it has succeeded.</summary>
    /// <param name="file">The job file.</param>
    /// <param name="session">Where to run it.</param>
    /// <param name="options">Per-run overrides of the file's settings.</param>
    /// <param name="cancellationToken">Cancels the wait; <see cref="RunOptions.StopOnCancel"/> decides about the job.</param>
    /// <returns>The finished job; its outputs are in <see cref="JobInfo.Outputs"/> by name.</returns>
    /// <exception cref="JobValidationException">Something in the job is wrong; nothing is sent.</exception>
    /// <exception cref="JobSubmissionInDoubtException">The answer of the service was lost: there is one job, or none.</exception>
    /// <exception cref="JobFailedException">The job failed or was stopped.</exception>
    /// <exception cref="JobCanceledException">The wait was cancelled.</exception>
    public static Task<JobRun> RunAsync(
        this JobFile file, PaiSession session, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var job = JobOf(file);
        return RunAsync(job, session, job.With(options), static _ => { }, cancellationToken);
    }

    /// <summary>Runs a job, and tells of each of its tries while it runs.</summary>
    internal static async Task<JobRun> RunAsync<TJob, TOutputs>(
        IJob<TJob, TOutputs> job, PaiSession session, RunOptions options, Action<JobRun> submitted, CancellationToken cancellationToken)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        session.ThrowIfDisposed();
        using var ctrlC = CtrlC.Listen(session.Backend, options, cancellationToken);
        return await new RunLoop<TJob, TOutputs>(job, session, options, ctrlC) { Submitted = submitted }.RunAsync().ConfigureAwait(false);
    }

    internal static FileJob JobOf(JobFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new(file);
    }
}
