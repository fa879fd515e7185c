using System.ComponentModel;

namespace Pai.Jobs;

/// <summary>What every job can do: <c>job.RunAsync(session)</c>.</summary>
/// <remarks>Extension methods, and not members of each record: compiling them in every job would take longer than the job itself.</remarks>
public static class JobRunner
{
    /// <summary>Validates and submits the job, and returns at once.</summary>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="job">The job.</param>
    /// <param name="session">Where to run it.</param>
    /// <param name="options">What differs for this run.</param>
    /// <param name="cancellationToken">Ends the call early; no job is left behind.</param>
    /// <returns>The job, which goes on without this process.</returns>
    /// <exception cref="JobValidationException">Something in the job is wrong; nothing was sent.</exception>
    public static async Task<JobRun<TOutputs>> SubmitAsync<TOutputs>(
        this IJob<TOutputs> job, PaiSession session, RunOptions? options = null, CancellationToken cancellationToken = default)
        where TOutputs : JobOutputs, new()
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(session);
        session.ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();

        var submission = JobPlanner.Resolve(job.ToRequest(), options ?? new(), session);
        var state = await session.Backend.SubmitAsync(submission, cancellationToken).ConfigureAwait(false);
        Log.Submitted(session.Logger, state.Name, state.Id, session.Backend.Name);
        return new(session.Backend, state, OutputsOf<TOutputs>(state));
    }

    /// <summary>Submits the job, writes its console URL and its log, and waits until it has succeeded.</summary>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="job">The job.</param>
    /// <param name="session">Where to run it.</param>
    /// <param name="options">What differs for this run.</param>
    /// <param name="cancellationToken">Ends the wait; <see cref="RunOptions.StopOnCancel"/> decides about the job.</param>
    /// <returns>The finished job.</returns>
    /// <exception cref="JobValidationException">Something in the job is wrong; nothing was sent.</exception>
    /// <exception cref="JobFailedException">The job failed or was stopped.</exception>
    /// <exception cref="JobCanceledException">The wait was cancelled.</exception>
    public static async Task<JobRun<TOutputs>> RunAsync<TOutputs>(
        this IJob<TOutputs> job, PaiSession session, RunOptions? options = null, CancellationToken cancellationToken = default)
        where TOutputs : JobOutputs, new()
    {
        options ??= new();
        var run = await SubmitAsync(job, session, options, cancellationToken).ConfigureAwait(false);
        await JobFollower.FollowAsync(run, options, session, cancellationToken).ConfigureAwait(false);
        return run;
    }

    /// <summary>Everything that submitting the job would send and upload, without doing it.</summary>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="job">The job.</param>
    /// <param name="session">Where it would run.</param>
    /// <param name="options">What differs for this run.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="JobValidationException">Something in the job is wrong.</exception>
    public static Task<JobPlan> PlanAsync<TOutputs>(
        this IJob<TOutputs> job, PaiSession session, RunOptions? options = null, CancellationToken cancellationToken = default)
        where TOutputs : JobOutputs, new()
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(session);
        session.ThrowIfDisposed();
        return JobPlan.CreateAsync(JobPlanner.Resolve(job.ToRequest(), options ?? new(), session), session.Backend, cancellationToken);
    }

    /// <summary>A job that was submitted earlier, by this process or another.</summary>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="definition">The record's definition.</param>
    /// <param name="session">Where the job runs.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="JobNotFoundException">There is no such job.</exception>
    /// <exception cref="JobException">The job was submitted by another record.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static async Task<JobRun<TOutputs>> AttachAsync<TOutputs>(
        JobDefinition definition, PaiSession session, string jobId, CancellationToken cancellationToken)
        where TOutputs : JobOutputs, new()
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        session.ThrowIfDisposed();

        var state = await session.Backend.GetAsync(jobId, cancellationToken).ConfigureAwait(false);
        if (state.RecordName is { } record && record != definition.RecordName)
            throw new JobException($"Job {state.Name} ({jobId}) was submitted as a {record}; attach to it with {record}.AttachAsync, not {definition.RecordName}.AttachAsync.");
        return new(session.Backend, state, OutputsOf<TOutputs>(state));
    }

    private static TOutputs OutputsOf<TOutputs>(JobState state)
        where TOutputs : JobOutputs, new() => new() { Locations = new(state.Outputs) };
}
