using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Tests;

/// <summary>A fake clock that tells when somebody sleeps by it: then, and not before, a test may move it.</summary>
internal sealed class SleepingClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _sleeps = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _sleeps.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until somebody sleeps, and tells for how long.</summary>
    public async Task<TimeSpan> NextSleepAsync() => await _sleeps.Reader.ReadAsync().AsTask().WaitAsync(ProbeBackend.Limit);

    /// <summary>Waits until somebody sleeps, and lets the time pass.</summary>
    public async Task<TimeSpan> SleepAsync()
    {
        var time = await NextSleepAsync();
        Advance(time);
        return time;
    }
}
