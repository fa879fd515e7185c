namespace Pai.Jobs.Internal.Dlc;

internal static class Delays
{
    /// <summary>Waits for a time, rounded up to the milliseconds of a timer.</summary>
    public static Task WaitAsync(TimeSpan delay, TimeProvider clock, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(delay.TotalMilliseconds))), clock, cancellationToken);
}
