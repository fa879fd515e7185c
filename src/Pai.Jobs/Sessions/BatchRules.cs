using Pai.Jobs.Internal.Running;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>Refuses a batch that cannot be run, before its first job.</summary>
internal static class BatchRules
{
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    /// <exception cref="JobNotSupportedException">The batch has a ledger, and the backend no submit keys.</exception>
    public static void Check(BatchOptions options, JobBackend backend)
    {
        if (options.MaxParallel is { } most and < 1)
            throw new ArgumentException($"BatchOptions.MaxParallel is {most}; it must be greater than zero.", nameof(options));
        if (options.Run.SubmitKey is not null)
        {
            throw new ArgumentException(
                "BatchOptions.Run.SubmitKey would be shared by all jobs. Set BatchOptions.Ledger: each job then has its own.",
                nameof(options));
        }

        if (options.Ledger is { Length: 0 }) throw new ArgumentException("BatchOptions.Ledger is an empty path.", nameof(options));
        if (options.Ledger is not null && !backend.HasSubmitKeys)
        {
            throw new JobNotSupportedException(
                backend.Name, "It has no submit keys, which a ledger needs. Leave BatchOptions.Ledger out.");
        }
    }

    /// <summary>Refuses a batch that can cost more than it may.</summary>
    /// <param name="jobs">The jobs, all values resolved.</param>
    /// <param name="hasEnded">Tells whether a job has ended before, and costs nothing more.</param>
    /// <param name="options">The options.</param>
    /// <param name="context">The prices.</param>
    /// <exception cref="JobValidationException">It can cost more, or its cost is not known.</exception>
    public static void CheckCost(
        IReadOnlyList<JobSubmission> jobs, Func<int, bool> hasEnded, BatchOptions options, BackendContext context)
    {
        if (options.MaxCost is not { } limit || context.IsFree || jobs.Count == 0) return;
        if (RunCost.ProblemOf(limit, MostOf(jobs, hasEnded), "batch", context) is { } problem)
            throw new JobValidationException(jobs[0].RecordName, [new($"BatchOptions.{nameof(BatchOptions.MaxCost)}", problem)]);
    }

    /// <summary>The most that jobs can cost; null where none of them costs anything, or there are no prices.</summary>
    public static JobCost? MostOf(IReadOnlyList<JobSubmission> jobs, Func<int, bool> hasEnded)
    {
        var left = Enumerable.Range(0, jobs.Count).Where(i => jobs[i].MaxCost is not null && !hasEnded(i)).ToList();
        return left.Count == 0 ? null : JobCost.Sum(left.ConvertAll(i => jobs[i].MaxCost!), i => $"the job at index {left[i]}");
    }

    /// <summary>A secret that was given itself cannot be told from another one when the batch is resumed.</summary>
    /// <exception cref="ArgumentException">A job has one.</exception>
    public static void RefuseInlineSecrets(IReadOnlyList<JobSubmission> jobs)
    {
        for (var i = 0; i < jobs.Count; i++)
        {
            var name = jobs[i].Parameters.FirstOrDefault(p => p.Secret is { IsInline: true })?.Name
                ?? jobs[i].Environment.FirstOrDefault(e => e.Value?.Secret is { IsInline: true }).Key;
            if (name is not null)
            {
                throw new ArgumentException(
                    $"The job at index {i} has a secret that was given inline ({name}). A batch with a ledger takes references only, "
                    + "for instance Secret.FromEnvironment, which it can find again when it is resumed.");
            }
        }
    }
}
