namespace Pai.Jobs.Internal.Running;

/// <summary>Stops a job, and one that waits for resources for too long: asks again until that is accepted.</summary>
internal static class JobStopper
{
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(30);

    /// <summary>Waits for the limit, and asks until a stop is accepted, or the job does not wait any more.</summary>
    /// <returns>True if a stop was accepted.</returns>
    public static async Task<bool> StopIfQueuedAsync(JobRun run, JobBackend backend, TimeSpan longest, CancellationToken cancellationToken)
    {
        var clock = backend.Context.TimeProvider;
        await clock.WaitUntilAsync(run.Info.CreatedAt + longest, cancellationToken).ConfigureAwait(false);
        return await StopAsync(run, backend, IsQueued, backend.TryStopAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks a job to stop until that is accepted, or it has ended.</summary>
    /// <returns>True if a stop was accepted.</returns>
    public static Task<bool> StopAsync(JobRun run, JobBackend backend, CancellationToken cancellationToken) =>
        StopAsync(run, backend, static info => !info.Status.IsFinished(), backend.StopAsync, cancellationToken);

    private static async Task<bool> StopAsync(
        JobRun run,
        JobBackend backend,
        Func<JobInfo, bool> isToStop,
        Func<string, CancellationToken, Task> stop,
        CancellationToken cancellationToken)
    {
        var clock = backend.Context.TimeProvider;
        for (var delay = s_firstDelay; ; delay = delay * 2 < s_longestDelay ? delay * 2 : s_longestDelay)
        {
            try
            {
                if (!isToStop(await backend.GetOneAsync(run.Id, cancellationToken).ConfigureAwait(false))) return false;
                await stop(run.Id, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (JobNotFoundException)
            {
                return false;
            }
            catch (Exception e) when (e is PaiException or HttpRequestException or IOException)
            {
                // Not now: a service refuses to stop a job that it still creates.
                Log.StopFailed(backend.Context.Logger, run.Name, run.Id, e);
            }

            await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsQueued(JobInfo info) =>
        info.StartedAt is null && info.Status is JobStatus.Creating or JobStatus.Queuing or JobStatus.Bidding;
}
