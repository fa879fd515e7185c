using Pai.Jobs.Internal.Running;
using Pai.Jobs.Internal.Sessions;

namespace Pai.Jobs;

/// <summary>Runs many jobs, a few at a time.</summary>
public static class JobBatch
{
    /// <summary>
    /// Runs all jobs as <c>RunAsync</c> does, and waits for all of them. One that fails does not stop the others, unless
    /// <see cref="BatchOptions.StopOnFailure"/> says so. With <see cref="BatchOptions.Ledger"/>, a batch that was cut off is resumed.
    /// </summary>
    /// <typeparam name="TJob">The record.</typeparam>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="jobs">The jobs; all are read before the first is started.</param>
    /// <param name="session">The session that runs them.</param>
    /// <param name="options">How many run at a time, and the options of each run.</param>
    /// <param name="cancellationToken">
    /// Cancels the operation: no other job is started, and <see cref="RunOptions.StopOnCancel"/> decides about those that run.
    /// </param>
    /// <returns>The outcome of each job, in the order of the jobs.</returns>
    /// <exception cref="ArgumentException">
    /// A job is null, or the options are wrong, or a job with a ledger has an inline secret; no job is started.
    /// </exception>
    /// <exception cref="JobException">The ledger cannot be used, or belongs to other jobs; no job is started.</exception>
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
            throw new ArgumentException($"The job at index {missing} is null.", nameof(jobs));
        BatchRules.Check(options, session.Backend);
        session.ThrowIfDisposed();

        using var ctrlC = CtrlC.Listen(session.Backend, options.Run, cancellationToken);
        using var ledger = options.Ledger is { } path ? OpenLedger<TJob, TOutputs>(path, all!, session, options) : null;
        using var batch = new BatchRun<TJob, TOutputs>(all!, session, options, ledger, ctrlC);
        var outcomes = await batch.RunAsync().ConfigureAwait(false);
        if (ctrlC.Token.IsCancellationRequested) throw Canceled(outcomes, ctrlC.CanceledToken);
        return outcomes;
    }

    private static BatchLedger OpenLedger<TJob, TOutputs>(string path, List<TJob> jobs, PaiSession session, BatchOptions options)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        var submissions = jobs.ConvertAll(job => JobPlanner.Resolve(job.ToValues(), options.Run, session.Backend.Context));
        BatchRules.RefuseInlineSecrets(submissions);
        return BatchLedger.Open(Path.GetFullPath(path), session.Backend, submissions);
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
