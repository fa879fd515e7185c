namespace Pai.Jobs.Internal.Running;

/// <summary>Waits by a clock.</summary>
internal static class ClockExtensions
{
    /// <summary>A timer takes no more than some weeks, and leaves fractions of a millisecond out.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    public static async Task WaitUntilAsync(this TimeProvider clock, DateTimeOffset time, CancellationToken cancellationToken)
    {
        while (time - clock.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            var delay = left < s_longest ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : s_longest;
            await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
