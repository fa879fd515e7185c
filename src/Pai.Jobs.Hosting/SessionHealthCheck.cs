using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pai.Jobs.Internal.Hosting;

/// <summary>Asks the backend for the newest job: one cheap question, which needs the credentials and the network that jobs need.</summary>
/// <param name="open">The session. It is made at the first check: a session that cannot be made is unhealthy, too.</param>
/// <param name="timeout">The longest time that the backend may take.</param>
internal sealed class SessionHealthCheck(Func<PaiSession> open, TimeSpan timeout) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>();
        var failed = context.Registration.FailureStatus;
        try
        {
            var session = open();
            data["backend"] = session.Backend.Name;
            if (session.Region is { } region) data["region"] = region;
            using var limit = new CancellationTokenSource(timeout, session.TimeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                await foreach (var _ in session.ListJobsAsync(NewestOf(session), either.Token).ConfigureAwait(false)) break;
                return HealthCheckResult.Healthy($"The backend \"{session.Backend.Name}\" answers.", data);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                return HealthCheckResult.Degraded(
                    $"The backend \"{session.Backend.Name}\" has not answered within {timeout.TotalSeconds:0.###} seconds.", data: data);
            }
        }
        catch (PaiException e)
        {
            // What may pass is not a reason to take the application out of service. The messages of these exceptions name no secret.
            return new(e.IsTransient ? HealthStatus.Degraded : failed, e.Message, data: data);
        }
    }

    /// <summary>
    /// A service is asked about the last hour: it would be asked again and again, further back, where it has no job. Runs on this machine
    /// are read from the newest, until one fits.
    /// </summary>
    private static JobQuery NewestOf(PaiSession session) => session.Backend is LocalBackend
        ? new() { MaxCount = 1 }
        : new() { MaxCount = 1, CreatedSince = session.TimeProvider.GetUtcNow() - TimeSpan.FromHours(1) };
}
