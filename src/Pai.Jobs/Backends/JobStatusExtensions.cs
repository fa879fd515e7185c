namespace Pai.Jobs;

/// <summary>What a <see cref="JobStatus"/> means for whoever waits.</summary>
public static class JobStatusExtensions
{
    /// <summary>
    /// Whether the result is known: the command has ended, though pods may be kept for a while. This is what waiting waits for.
    /// </summary>
    /// <param name="status">The status.</param>
    public static bool HasResult(this JobStatus status) =>
        status.IsFinished() || status is JobStatus.SucceededReserving or JobStatus.FailedReserving;

    /// <summary>Whether the job has ended and its status does not change any more.</summary>
    /// <param name="status">The status.</param>
    public static bool IsFinished(this JobStatus status) =>
        status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Stopped;

    /// <summary>Whether the command ended well, though pods may be kept for a while.</summary>
    /// <param name="status">The status.</param>
    public static bool IsSuccess(this JobStatus status) =>
        status is JobStatus.Succeeded or JobStatus.SucceededReserving;
}
