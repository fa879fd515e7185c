using System.ComponentModel;
using Pai.Jobs.Internal.JobFiles;
using Pai.Jobs.Internal.Running;
using Pai.Jobs.Internal.Sessions;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs;

/// <summary>The operations of every job: <c>job.RunAsync(session)</c>.</summary>
/// <remarks>Extension methods, and not members of each record: compiling them in every job would take longer than the job itself.</remarks>
public static class JobRunner
{
    /// <summary>Validates and submits the job, and returns at once. A <see cref="RetryAttribute"/> of the record does not apply.</summary>
    /// <typeparam name="TJob">The record.</typeparam>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="job">The job.</param>
    /// <param name="session">Where to run it.</param>
    /// <param name="options">Per-run overrides of the attributes' settings.</param>
    /// <param name="cancellationToken">Cancels the operation; no job is left behind.</param>
    /// <returns>The job, which continues without this process.</returns>
    /// <exception cref="ArgumentException">The options have <see cref="RunOptions.Retry"/>, and this call does not wait.</exception>
    /// <exception cref="JobValidationException">Something in the job is wrong; nothing is sent.</exception>
    /// <exception cref="JobSubmissionInDoubtException">The answer of the service was lost: there is one job, or none.</exception>
    public static async Task<JobRun<TJob, TOutputs>> SubmitAsync<TJob, TOutputs>(
        this IJob<TJob, TOutputs> job, PaiSession session, RunOptions? options = null, CancellationToken cancellationToken = default)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        if (options?.Retry is not null)
        {
            throw new ArgumentException(
                "RunOptions.Retry needs a program that waits for the job, and SubmitAsync does not wait. Use RunAsync or RunAllAsync, "
                + "or leave it out.",
                nameof(options));
        }

        var prepared = await PlanAsync(job, session, options, cancellationToken).ConfigureAwait(false);
        return await SubmitAsync<TJob, TOutputs>(prepared, session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Submits the job, writes its console URL and its log, and waits until it has succeeded.</summary>
    /// <typeparam name="TJob">The record.</typeparam>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="job">The job.</param>
    /// <param name="session">Where to run it.</param>
    /// <param name="options">Per-run overrides of the attributes' settings.</param>
    /// <param name="cancellationToken">Cancels the wait; <see cref="RunOptions.StopOnCancel"/> decides about the job.</param>
    /// <returns>The finished job.</returns>
    /// <exception cref="JobValidationException">Something in the job is wrong; nothing is sent.</exception>
    /// <exception cref="JobSubmissionInDoubtException">The answer of the service was lost: there is one job, or none.</exception>
    /// <exception cref="JobFailedException">The job failed or was stopped.</exception>
    /// <exception cref="JobCanceledException">The wait was cancelled.</exception>
    public static async Task<JobRun<TJob, TOutputs>> RunAsync<TJob, TOutputs>(
        this IJob<TJob, TOutputs> job, PaiSession session, RunOptions? options = null, CancellationToken cancellationToken = default)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(session);
        options ??= new();
        using var ctrlC = CtrlC.Listen(session.Backend, options, cancellationToken);
        return await new RunLoop<TJob, TOutputs>(job, session, options, ctrlC).RunAsync().ConfigureAwait(false);
    }

    /// <summary>Looks up all that submitting the job needs, and says what it would send and upload, without doing it.</summary>
    /// <typeparam name="TJob">The record.</typeparam>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="job">The job.</param>
    /// <param name="session">Where it would run.</param>
    /// <param name="options">Per-run overrides of the attributes' settings.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The plan, with all that is wrong in <see cref="PreparedJob.Problems"/>. It prints as plain text and as JSON.</returns>
    public static Task<PreparedJob> PlanAsync<TJob, TOutputs>(
        this IJob<TJob, TOutputs> job, PaiSession session, RunOptions? options = null, CancellationToken cancellationToken = default)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(session);
        session.ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        options ??= new();
        var values = job.ToValues();
        var submission = RecordedJobFile.Add(job, values, options, JobPlanner.Resolve(values, options, session.Backend.Context));
        return PrepareAsync(submission, session.Backend, cancellationToken);
    }

    /// <summary>A job that was submitted earlier, by this process or another.</summary>
    /// <typeparam name="TJob">The record.</typeparam>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="definition">The record's definition.</param>
    /// <param name="session">Where the job runs.</param>
    /// <param name="jobIdOrMarker">The id, or the string of a <see cref="JobMarker"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobNotFoundException">The job does not exist, or is not listed yet.</exception>
    /// <exception cref="JobException">The job was submitted by another record.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static async Task<JobRun<TJob, TOutputs>> AttachAsync<TJob, TOutputs>(
        JobDefinition definition, PaiSession session, string jobIdOrMarker, CancellationToken cancellationToken)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(session);
        session.ThrowIfDisposed();
        var info = await AttachedJob.FindAsync(session.Backend, jobIdOrMarker, cancellationToken).ConfigureAwait(false);
        return Open<TJob, TOutputs>(definition, session, info);
    }

    /// <summary>A job that was submitted earlier, by the identity that <see cref="JobRun.ToReference"/> gave.</summary>
    /// <typeparam name="TJob">The record.</typeparam>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="definition">The record's definition.</param>
    /// <param name="session">Where the job runs.</param>
    /// <param name="reference">The identity.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobNotFoundException">The job does not exist.</exception>
    /// <exception cref="JobException">
    /// The job is on another backend, in another region, workspace or folder of runs, or was submitted by another record.
    /// </exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static async Task<JobRun<TJob, TOutputs>> AttachAsync<TJob, TOutputs>(
        JobDefinition definition, PaiSession session, JobReference reference, CancellationToken cancellationToken)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(session);
        session.ThrowIfDisposed();
        var info = await AttachedJob.FindAsync(session.Backend, reference, cancellationToken).ConfigureAwait(false);
        return Open<TJob, TOutputs>(definition, session, info);
    }

    private static JobRun<TJob, TOutputs> Open<TJob, TOutputs>(JobDefinition definition, PaiSession session, JobInfo info)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        session.Watcher.Publish(AttachedJob.Of(definition, info));
        return new(session.Backend, info, session.Watcher);
    }

    private static async Task<PreparedJob> PrepareAsync(
        JobSubmission submission, JobBackend backend, CancellationToken cancellationToken)
    {
        using var span = Spans.Start(SpanNames.Plan, submission.RecordName, backend.Name);
        try
        {
            return await backend.PrepareAsync(submission, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Spans.Fail(span, e);
            throw;
        }
    }

    internal static async Task<JobRun<TJob, TOutputs>> SubmitAsync<TJob, TOutputs>(
        PreparedJob prepared, PaiSession session, CancellationToken cancellationToken)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        var info = await session.Backend.SubmitAsync(prepared, progress: null, cancellationToken).ConfigureAwait(false);
        Log.Submitted(session.Backend.Context.Logger, info.Name, info.Id, session.Backend.Name);
        session.Watcher.Submitted(info);
        return new(session.Backend, info, session.Watcher);
    }
}
