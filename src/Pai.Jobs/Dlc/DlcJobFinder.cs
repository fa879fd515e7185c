namespace Pai.Jobs.Internal.Dlc;

/// <summary>Finds the job of a submission whose answer was lost.</summary>
internal sealed class DlcJobFinder(DlcServices services)
{
    /// <summary>The difference between the clocks of the service and this machine that a look-up allows for.</summary>
    private static readonly TimeSpan s_clockDifference = TimeSpan.FromMinutes(15);

    /// <summary>The pauses between the look-ups after a lost answer: 60 s in all.</summary>
    private static readonly int[] s_pausesInSeconds = [1, 2, 3, 4, 5, 5, 10, 10, 10, 10];

    /// <summary>The job that carries the marker; null where there is none, or none is listed yet.</summary>
    public async Task<JobInfo?> FindAsync(JobMarker marker, CancellationToken cancellationToken)
    {
        if (await FindInListAsync(marker, isOwn: false, cancellationToken).ConfigureAwait(false) is not { } listed) return null;
        try
        {
            // A list has no mounts, and so it does not tell the outputs.
            var job = await services.Jobs.GetJobAsync(listed.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
            job.JobId ??= listed.Id;
            return DlcInfo.Of(job, services);
        }
        catch (PaiServiceException e) when (e.Kind == PaiServiceErrorKind.NotFound)
        {
            // It was deleted in the meantime. There was one, and that counts.
            return listed;
        }
    }

    private async Task<JobInfo?> FindInListAsync(JobMarker marker, bool isOwn, CancellationToken cancellationToken)
    {
        var filter = new DlcJobFilter
        {
            WorkspaceId = services.WorkspaceId,
            ShowOwn = isOwn,
            DisplayName = marker.JobName,
            StartTime = marker.CreatedAt - s_clockDifference,
        };
        await foreach (var job in services.Jobs.ListJobsAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            // The filter takes a part of a name, in any case.
            if (job.DisplayName != marker.JobName || DlcInfo.MarkerTagOf(job) != marker.Tag || job.JobId is null) continue;
            return DlcInfo.Of(job, services);
        }

        return null;
    }

    /// <summary>Looks for the job for 60 s, as the list may lag behind its creation.</summary>
    /// <returns>The job; null where it is not known if there is one.</returns>
    public async Task<JobInfo?> LookForAsync(JobMarker marker, CancellationToken cancellationToken)
    {
        var isOwn = false;
        foreach (var seconds in s_pausesInSeconds)
        {
            try
            {
                if (await FindInListAsync(marker, isOwn, cancellationToken).ConfigureAwait(false) is { } found) return found;
            }
            catch (PaiServiceException e) when (e.Kind == PaiServiceErrorKind.Forbidden)
            {
                // The identity may not list the jobs of others. The one that is looked for is its own.
                isOwn = true;
            }
            catch (PaiException)
            {
                // What is wrong with the look-up says nothing about the job.
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            await Task.Delay(TimeSpan.FromSeconds(seconds), services.Context.TimeProvider, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested) return null;
        }

        return null;
    }
}
