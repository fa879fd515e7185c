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
