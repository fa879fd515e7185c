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
    /// <exception cref="JobException">
    /// The ledger or the prices file cannot be used, or the ledger belongs to other jobs; no job is started.
    /// </exception>
    /// <exception cref="JobValidationException">
    /// The batch can cost more than <see cref="BatchOptions.MaxCost"/>, or its cost is not known; no job is started.
    /// </exception>
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
        var all = ListOf<TJob, TOutputs>(jobs);
        BatchRules.Check(options, session.Backend);
        session.ThrowIfDisposed();

        using var ctrlC = CtrlC.Listen(session.Backend, options.Run, cancellationToken);
        var submissions = options.Ledger is null && options.MaxCost is null ? [] : Resolve<TJob, TOutputs>(all, session, options);
        using var ledger = options.Ledger is { } path ? OpenLedger(path, submissions, session, options) : null;
        if (ledger is null) BatchRules.CheckCost(submissions, static _ => false, options, session.Backend.Context);
        using var batch = new BatchRun<TJob, TOutputs>(all, session, options, ledger, ctrlC);
        var outcomes = await batch.RunAsync().ConfigureAwait(false);
        if (ctrlC.Token.IsCancellationRequested) throw Canceled(outcomes, ctrlC.CanceledToken);
        return outcomes;
    }

    /// <summary>Computes the most that a batch can cost, without running it. A ledger is not read: all jobs count.</summary>
    /// <typeparam name="TJob">The record.</typeparam>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="jobs">The jobs.</param>
    /// <param name="session">The session that would run them.</param>
    /// <param name="options">The options of the batch.</param>
    /// <returns>The sum over all jobs and tries; null where the session has no prices, or runs cost nothing.</returns>
    /// <exception cref="ArgumentException">A job is null.</exception>
    /// <exception cref="JobException">The prices file cannot be read, or is not valid.</exception>
    public static JobCost? GetMaxCost<TJob, TOutputs>(
        this IEnumerable<IJobElement<TJob, TOutputs>> jobs, PaiSession session, BatchOptions? options = null)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(session);
        return BatchRules.MostOf(Resolve<TJob, TOutputs>(ListOf<TJob, TOutputs>(jobs), session, options ?? new()), static _ => false);
    }

    private static List<TJob> ListOf<TJob, TOutputs>(IEnumerable<IJobElement<TJob, TOutputs>> jobs)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        var all = jobs.Cast<TJob?>().ToList();
        if (all.FindIndex(j => j is null) is >= 0 and var missing)
            throw new ArgumentException($"The job at index {missing} is null.", nameof(jobs));
        return all!;
    }

    private static List<JobSubmission> Resolve<TJob, TOutputs>(List<TJob> jobs, PaiSession session, BatchOptions options)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new() =>
        jobs.ConvertAll(job => JobPlanner.Resolve(job.ToValues(), options.Run, session.Backend.Context));

    private static BatchLedger OpenLedger(string path, List<JobSubmission> submissions, PaiSession session, BatchOptions options)
    {
        BatchRules.RefuseInlineSecrets(submissions);
        return BatchLedger.Open(
            Path.GetFullPath(path), session.Backend, submissions,
            hasEnded => BatchRules.CheckCost(submissions, hasEnded, options, session.Backend.Context));
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
