using System.Globalization;

namespace Pai.Jobs.Internal.Testing;

/// <summary>The jobs of a backend, in the order of their submission.</summary>
/// <param name="clock">The clock of the jobs.</param>
/// <param name="lookNow">Is called with the id of a job that may show something new.</param>
internal sealed class TestRuns(ScriptClock clock, Action<string> lookNow)
{
    private readonly Lock _lock = new();
    private readonly List<TestRun> _runs = [];
    private int _lastNumber;

    /// <summary>All jobs, the oldest first.</summary>
    public IReadOnlyList<TestRun> All
    {
        get
        {
            lock (_lock) return [.. _runs];
        }
    }

    /// <summary>Adds a job, which gets its id here.</summary>
    public TestRun Start(Func<string, TestRun> create)
    {
        TestRun run;
        lock (_lock)
        {
            run = create(string.Create(CultureInfo.InvariantCulture, $"test-{++_lastNumber}"));
            _runs.Add(run);
        }

        run.CallAtChanges(clock, () => lookNow(run.Id));
        return run;
    }

    public TestRun? TryFind(string jobId)
    {
        lock (_lock) return _runs.Find(r => r.Id == jobId);
    }

    /// <summary>Stops a job, unless it has ended or stops already.</summary>
    public void Stop(TestRun run)
    {
        if (!run.Stop(clock.Now)) return;
        run.CallAtChanges(clock, () => lookNow(run.Id));
        lookNow(run.Id);
    }

    public void Remove(TestRun run)
    {
        lock (_lock) _runs.Remove(run);
        run.Dispose();
        run.Signal();
    }

    /// <summary>
    /// Moves the clock to the next change of any job, and lets the waits for a change look again. Time stands still while nothing waits.
    /// </summary>
    public void MoveOn(DateTimeOffset now)
    {
        List<TestRun> open = [.. All.Where(r => r.NextTime<StatusStep>(now) is not null)];
        if (open.Min(r => r.NextTime<StatusStep>(now)) is not { } next) return;
        clock.MoveTo(next);
        foreach (var run in open) lookNow(run.Id);
    }
}
