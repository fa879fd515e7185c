namespace Pai.Jobs.Internal.Dlc;

/// <summary>Asks jobs to stop. The service takes the request in some statuses only.</summary>
internal sealed class DlcStopper(DlcServices services)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    /// <summary>The longest time for which a job refuses to be stopped before that is an error.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <summary>Returns when the service has accepted the request, or the job has ended.</summary>
    /// <exception cref="PaiServiceException">The service refuses it.</exception>
    public async Task StopAsync(string jobId, CancellationToken cancellationToken)
    {
        var clock = services.Context.TimeProvider;
        var begin = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await services.Jobs.StopJobAsync(jobId, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PaiServiceException e) when (e.Kind is PaiServiceErrorKind.WrongState or PaiServiceErrorKind.Invalid)
            {
                var job = await services.Jobs.GetJobAsync(jobId, cancellationToken: cancellationToken).ConfigureAwait(false);
                if (DlcStatus.Parse(job.Status) is var status && (status.HasResult() || status == JobStatus.Stopping)) return;
                if (clock.GetElapsedTime(begin) >= s_patience) throw;
            }

            await Task.Delay(s_pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
