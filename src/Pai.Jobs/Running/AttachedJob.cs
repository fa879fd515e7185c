namespace Pai.Jobs.Internal.Running;

/// <summary>Finds a job that was submitted earlier, by this process or another.</summary>
internal static class AttachedJob
{
    /// <exception cref="JobNotFoundException">The job does not exist, or is not listed yet.</exception>
    public static async Task<JobInfo> FindAsync(JobBackend backend, string jobIdOrMarker, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobIdOrMarker);
        if (!JobMarker.TryParse(jobIdOrMarker, out var marker))
            return await backend.GetOneAsync(jobIdOrMarker, cancellationToken).ConfigureAwait(false);
        return await backend.FindAsync(marker, cancellationToken).ConfigureAwait(false) ?? throw new JobNotFoundException(
            jobIdOrMarker,
            $"No job of the submission {jobIdOrMarker} is seen on the backend \"{backend.Name}\". "
            + "A list may lag behind: look again in a minute before you conclude that the job does not exist.");
    }

    /// <exception cref="JobException">The job is at another place than the session's.</exception>
    /// <exception cref="JobNotFoundException">The job does not exist.</exception>
    public static Task<JobInfo> FindAsync(JobBackend backend, JobReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.DifferenceFrom(backend.ReferTo(reference.JobId, reference.Name)) is not { } difference)
            return backend.GetOneAsync(reference.JobId, cancellationToken);
        throw new JobException(
            $"The job {reference.Name} ({reference.JobId}) is not one of this session: {difference}. "
            + "Attach to it with a session that has the same backend, region, workspace and folder of runs.");
    }

    /// <summary>The job, if it is one of a record.</summary>
    /// <exception cref="JobException">The job was submitted by another record.</exception>
    public static JobInfo Of(JobDefinition definition, JobInfo info)
    {
        if (info.RecordName is not { } record || record == definition.RecordName) return info;
        throw new JobException(
            $"Job {info.Name} ({info.Id}) was submitted as a {record}; "
            + $"attach to it with {record}.AttachAsync, not {definition.RecordName}.AttachAsync.");
    }
}
