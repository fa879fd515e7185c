using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>A service's time: this machine's clock, corrected once the service has shown that it is wrong.</summary>
internal sealed class ApiClock(TimeProvider timeProvider, ILogger logger, string service)
{
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(5);
    private long _offset;

    public DateTimeOffset Now => timeProvider.GetUtcNow() + Offset;

    /// <summary>The difference between the service's time and this machine's.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    /// <summary>Takes over the service's time where it is far from the one that a request was signed with.</summary>
    /// <returns>True if it was far.</returns>
    public bool Correct(DateTimeOffset? serverTime, DateTimeOffset signedAt)
    {
        if (serverTime is not { } time || (time - signedAt).Duration() <= s_tolerance) return false;
        var offset = time - timeProvider.GetUtcNow();
        if (Interlocked.Exchange(ref _offset, offset.Ticks) == 0) ApiLog.ClockIsWrong(logger, service, offset);
        return true;
    }
}
