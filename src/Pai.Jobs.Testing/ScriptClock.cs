using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Internal.Testing;

/// <summary>The fake clock of a backend. A wait moves the clock to its time, or lasts until the test does.</summary>
internal sealed class ScriptClock(FakeTimeProvider clock)
{
    /// <summary>True if waiting moves the clock.</summary>
    public bool IsMovedByWaiting { get; set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Moves the clock to a time, unless it is further already.</summary>
    public void MoveTo(DateTimeOffset time)
    {
        try
        {
            if (time > Now) clock.SetUtcNow(time);
        }
        catch (ArgumentOutOfRangeException)
        {
            // Another thread moved it further meanwhile.
        }
    }

    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) =>
        time <= TimeSpan.Zero ? Task.CompletedTask : WaitUntilAsync(Now + time, changed: null, cancellationToken);

    /// <summary>Returns at the time, or when a task is done. Without both it waits for its cancellation.</summary>
    public async Task WaitUntilAsync(DateTimeOffset? time, Task? changed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (time is { } target && IsMovedByWaiting)
        {
            MoveTo(target);
            return;
        }

        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var cancelled = cancellationToken.UnsafeRegister(_ => passed.TrySetResult(), null).ConfigureAwait(false);
        await using var timer = time is { } due ? CallAt(due, () => passed.TrySetResult()) : null;
        await (changed is null ? passed.Task : Task.WhenAny(passed.Task, changed)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Calls at a time; at once when that is over.</summary>
    public ITimer CallAt(DateTimeOffset time, Action action)
    {
        var left = time - Now;
        var timer = clock.CreateTimer(_ => action(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        // The clock may have moved between the question and the timer, which then would be late.
        if (Now >= time) action();
        return timer;
    }
}
