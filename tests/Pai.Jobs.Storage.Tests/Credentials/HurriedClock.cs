namespace Pai.Jobs.Storage.Tests;

/// <summary>A clock on which pauses of less than 5 seconds are over at once, and longer times never pass.</summary>
internal sealed class HurriedClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(
        callback, state, dueTime >= TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(5) ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
}
