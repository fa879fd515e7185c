namespace Pai.Jobs;

/// <summary>True if a job was created is not known: the answer of the service was lost. There is one job, or none.</summary>
#pragma warning disable CA1032 // Without the marker the exception would lose the job.
public sealed class JobSubmissionInDoubtException : JobException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="marker">What finds the job, if there is one.</param>
    /// <param name="innerException">Why the answer was lost.</param>
    public JobSubmissionInDoubtException(JobMarker marker, Exception? innerException = null)
        : base(Describe(marker), innerException) => Marker = marker;

    /// <summary>Creates the exception for a submission with a key.</summary>
    internal JobSubmissionInDoubtException(JobMarker marker, string submitKey, Exception? innerException = null)
        : base(Describe(marker, submitKey), innerException) => (Marker, SubmitKey) = (marker, submitKey);

    /// <summary>The marker that finds the job, if there is one: attach with it. Keep it before you submit the job again.</summary>
    public JobMarker Marker { get; }

    /// <summary>
    /// The key that the job was submitted with (<see cref="RunOptions.SubmitKey"/>): submitting again with it finds the job, and creates it
    /// only once it is certain that there is none. Null where it was submitted without a key.
    /// </summary>
    public string? SubmitKey { get; }

    private static string Describe(JobMarker marker, string submitKey)
    {
        ArgumentNullException.ThrowIfNull(marker);
        return $"It is not known yet whether the job {marker.JobName} was created: this or an earlier submission "
            + $"with the key \"{submitKey}\" "
            + "has no result yet. Submit it again with the same key: that finds the job, or creates it after 20 minutes. "
            + $"AttachAsync(session, \"{marker}\") looks for it too.";
    }

    private static string Describe(JobMarker marker)
    {
        ArgumentNullException.ThrowIfNull(marker);
        return $"It is not known whether the job {marker.JobName} was created: the answer of the service was lost. "
            + $"Look for it with AttachAsync(session, \"{marker}\") before you submit it again; it may take a minute until it is listed.";
    }
}
