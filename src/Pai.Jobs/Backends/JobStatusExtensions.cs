namespace Pai.Jobs;

/// <summary>The meaning of a <see cref="JobStatus"/> for a program that waits.</summary>
public static class JobStatusExtensions
{
    /// <summary>
    /// True if the result is known: the command has ended, though pods may be kept for a while. This is what waiting waits for.
    /// </summary>
    /// <param name="status">The status.</param>
    public static bool HasResult(this JobStatus status) =>
        status.IsFinished() || status is JobStatus.SucceededReserving or JobStatus.FailedReserving;

    /// <summary>True if the job has ended and its status does not change any more.</summary>
    /// <param name="status">The status.</param>
    public static bool IsFinished(this JobStatus status) =>
        status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Stopped;

    /// <summary>True if the command ended well, though pods may be kept for a while.</summary>
    /// <param name="status">The status.</param>
    public static bool IsSuccess(this JobStatus status) =>
        status is JobStatus.Succeeded or JobStatus.SucceededReserving;
}
