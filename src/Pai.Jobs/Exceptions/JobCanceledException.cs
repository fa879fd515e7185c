namespace Pai.Jobs;

/// <summary>The wait for a job was cancelled after the job had been submitted: it may still run.</summary>
#pragma warning disable CA1032 // Without the job's id the exception would lose the job.
public sealed class JobCanceledException : OperationCanceledException
{
    internal JobCanceledException(string jobId, bool stopRequested, OperationCanceledException cause, CancellationToken cancellationToken)
        : base(
            stopRequested
                ? $"The wait for job {jobId} was cancelled, and the job was asked to stop."
                : $"The wait for job {jobId} was cancelled; the job still runs. Find it again with AttachAsync(session, \"{jobId}\"), and stop it with StopAsync.",
            cause,
            cancellationToken)
    {
        JobId = jobId;
        StopRequested = stopRequested;
    }

    /// <summary>The job that was waited for.</summary>
    public string JobId { get; }

    /// <summary>Whether the job was asked to stop (<see cref="RunOptions.StopOnCancel"/>).</summary>
    public bool StopRequested { get; }
}
