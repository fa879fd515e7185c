using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>A fake clock that knows the delays that code waits for, apart from the timeout of an exchange.</summary>
internal sealed class DelayClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Lock _lock = new();
    private readonly List<DateTimeOffset> _ends = [];

    /// <summary>The timeout of an exchange, which is not a delay.</summary>
    public TimeSpan Timeout { get; set; }

    /// <summary>Longer ones are limits of what is under way, and not delays.</summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.MaxValue;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime != Timeout && dueTime <= LongestDelay) lock (_lock) _ends.Add(GetUtcNow() + dueTime);
        return timer;
    }

    /// <summary>Moves to the end of the next delay. While code waits for one, no exchange is under way.</summary>
    /// <returns>False when it waits for none.</returns>
    public bool TryMoveOn()
    {
        DateTimeOffset next;
        lock (_lock)
        {
            if (_ends.Count == 0) return false;
            next = _ends.Min();
            _ends.Remove(next);
        }

        // A timer is due in whole milliseconds.
        SetUtcNow(next + TimeSpan.FromMilliseconds(1));
        return true;
    }
}
