using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pai.Jobs;
using Pai.Jobs.Internal.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health check of a session of Pai.Jobs.</summary>
public static class PaiJobsHealthChecksBuilderExtensions
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds a check that asks the backend of a session for its newest job. It is degraded where the backend is slow or cannot be reached
    /// now, and fails where jobs cannot run: wrong settings, no credentials, no permission. The description has the reason, and no secret.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="sessionName">The name of the session; null for the one without a name.</param>
    /// <param name="name">The name of the check. Default: <c>pai-jobs</c>, with the name of the session behind a hyphen.</param>
    /// <param name="failureStatus">The status of a failure. Default <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">The tags of the check. Default: none.</param>
    /// <param name="timeout">The longest time that the backend may take, greater than zero. Default 10 seconds.</param>
    /// <returns>The health checks.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is not greater than zero.</exception>
    public static IHealthChecksBuilder AddPaiJobs(
        this IHealthChecksBuilder builder,
        string? sessionName = null,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (timeout is { } time) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(timeout));
        return builder.Add(new(
            name ?? (sessionName is null ? "pai-jobs" : $"pai-jobs-{sessionName}"),
            services => new SessionHealthCheck(
                () => sessionName is null
                    ? services.GetRequiredService<PaiSession>()
                    : services.GetRequiredKeyedService<PaiSession>(sessionName),
                timeout ?? s_timeout),
            failureStatus,
            tags));
    }
}
