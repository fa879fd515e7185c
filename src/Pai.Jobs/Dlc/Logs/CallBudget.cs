namespace Pai.Jobs.Internal.Dlc;

/// <summary>Spreads the calls of all readers over time: so many in a second, and so many at once after a pause.</summary>
/// <param name="callsPerSecond">The number of calls in a second, greater than zero.</param>
/// <param name="clock">The clock.</param>
internal sealed class CallBudget(int callsPerSecond, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1) / callsPerSecond;
    private DateTimeOffset _next;

    /// <summary>Waits until it is this call's turn.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan delay;
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            // A second in which no call was made is all that is made up for.
            var earliest = now - TimeSpan.FromSeconds(1);
            _next = (_next > earliest ? _next : earliest) + _interval;
            delay = _next - now;
        }

        return delay > TimeSpan.Zero ? Delays.WaitAsync(delay, clock, cancellationToken) : Task.CompletedTask;
    }
}
