using Pai.Jobs.Internal.Running;

namespace Pai.Jobs;

/// <summary>Runs many jobs, a few at a time.</summary>
public static class JobBatch
{
    /// <summary>Runs all jobs as <c>RunAsync</c> does, and waits for all of them. One that fails does not stop the others.</summary>
    /// <typeparam name="TJob">The record.</typeparam>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="jobs">The jobs; all are read before the first is started.</param>
    /// <param name="session">The session that runs them.</param>
    /// <param name="options">How many run at a time, and the options of each run.</param>
    /// <param name="cancellationToken">
    /// Cancels the operation: no other job is started, and <see cref="RunOptions.StopOnCancel"/> decides about those that run.
    /// </param>
    /// <returns>The outcome of each job, in the order of the jobs.</returns>
    /// <exception cref="ArgumentException">A job is null, or the options are wrong; no job is started.</exception>
    /// <exception cref="OperationCanceledException">
    /// The operation was cancelled. The message has the ids of the jobs that may still run.
    /// </exception>
    public static async Task<IReadOnlyList<JobOutcome<TJob, TOutputs>>> RunAllAsync<TJob, TOutputs>(
        this IEnumerable<IJobElement<TJob, TOutputs>> jobs,
        PaiSession session,
        BatchOptions? options = null,
        CancellationToken cancellationToken = default)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(session);
        options ??= new();
        var all = jobs.Cast<TJob?>().ToList();
        if (all.FindIndex(j => j is null) is >= 0 and var missing)
            throw new ArgumentException($"The job at {missing} is null.", nameof(jobs));
        var maxParallel = options.MaxParallel ?? session.Backend.MaxParallel;
        if (maxParallel < 1)
            throw new ArgumentException($"BatchOptions.MaxParallel is {maxParallel}; it must be over zero.", nameof(options));

        using var ctrlC = CtrlC.Listen(session.Backend, options.Run, cancellationToken);
        using var room = new SemaphoreSlim(maxParallel);
        var running = new List<Task<JobOutcome<TJob, TOutputs>>>();
        foreach (var job in all)
        {
            try
            {
                await room.WaitAsync(ctrlC.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            // A run that the cancellation has ended makes room too.
            if (ctrlC.Token.IsCancellationRequested) break;
            running.Add(RunOneAsync(job!));
        }

        var outcomes = await Task.WhenAll(running).ConfigureAwait(false);
        if (ctrlC.Token.IsCancellationRequested) throw Canceled(outcomes, ctrlC.CanceledToken);
        return outcomes;

        async Task<JobOutcome<TJob, TOutputs>> RunOneAsync(TJob job)
        {
            JobRun<TJob, TOutputs>? run = null;
            try
            {
                run = await JobRunner.SubmitAsync(job, session, options.Run, ctrlC.Token).ConfigureAwait(false);
                await JobFollower.FollowAsync(run, session.Backend, session.Logs, options.Run, ctrlC).ConfigureAwait(false);
                return new(job, run, null);
            }
            catch (Exception e)
            {
                return new(job, run, e);
            }
            finally
            {
                room.Release();
            }
        }
    }

    private static OperationCanceledException Canceled<TJob, TOutputs>(
        IReadOnlyList<JobOutcome<TJob, TOutputs>> outcomes, CancellationToken cancellationToken)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        var left = outcomes
            .Select(o => o.Exception)
            .OfType<JobCanceledException>()
            .Where(e => !e.StopRequested)
            .Select(e => e.JobId)
            .ToList();
        return new(
            left.Count == 0
                ? "The batch was cancelled; no job of it was left running."
                : $"The batch was cancelled; these jobs may still run: {string.Join(", ", left)}.",
            cancellationToken);
    }
}
