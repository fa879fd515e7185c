namespace Pai.Jobs;

/// <summary>The wait for a job was cancelled after the job had been submitted: it may still run.</summary>
#pragma warning disable CA1032 // Without the job's id the exception would lose the job.
public sealed class JobCanceledException : OperationCanceledException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="jobId">The job that was waited for.</param>
    /// <param name="stopRequested">Whether the job was asked to stop.</param>
    /// <param name="stopFailure">Why it could not be asked to stop; null when it was, or was not to be.</param>
    /// <param name="innerException">The cancellation.</param>
    /// <param name="cancellationToken">The token that was cancelled.</param>
    public JobCanceledException(
        string jobId, bool stopRequested, Exception? stopFailure, Exception? innerException, CancellationToken cancellationToken)
        : base(Describe(jobId, stopRequested, stopFailure), innerException, cancellationToken)
    {
        JobId = jobId;
        StopRequested = stopRequested;
        StopFailure = stopFailure;
    }

    /// <summary>The job that was waited for.</summary>
    public string JobId { get; }

    /// <summary>True if the job was asked to stop (<see cref="RunOptions.StopOnCancel"/>), and the request is on record.</summary>
    public bool StopRequested { get; }

    /// <summary>The failure to ask the job to stop; null when it was asked, or was to continue.</summary>
    public Exception? StopFailure { get; }

    private static string Describe(string jobId, bool stopRequested, Exception? stopFailure)
    {
        const string FindAgain = "Find it again with AttachAsync(session, \"{0}\"), and stop it with StopAsync.";
        return $"The wait for job {jobId} was cancelled" + (
            stopRequested ? ", and the job was asked to stop."
            : stopFailure is not null
                ? $"; the job could not be asked to stop, and may still run: {stopFailure.Message} " + Format(FindAgain)
            : "; the job still runs. " + Format(FindAgain));

        string Format(string text) => text.Replace("{0}", jobId, StringComparison.Ordinal);
    }
}
