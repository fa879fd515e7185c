namespace Pai.Jobs;

/// <summary>There is no job with the id that was asked for.</summary>
#pragma warning disable CA1032 // Without the id the exception would say nothing.
public sealed class JobNotFoundException : JobException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="jobId">The id that was asked for.</param>
    /// <param name="message">Where it was looked for, and what to do next.</param>
    public JobNotFoundException(string jobId, string message)
        : base(message)
    {
        JobId = jobId;
    }

    /// <summary>The id that was asked for.</summary>
    public string JobId { get; }
}
