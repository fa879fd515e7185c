namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The runs of one source, as they were when it was last asked.</summary>
internal sealed class SourceWatcher(RunSource source, TimeProvider clock, TimeSpan? interval, Action<TableChange> publish) : IDisposable
{
    /// <summary>Between two looks at all runs there are so many at the new ones and those that have not ended.</summary>
    private const int QuickLooks = 10;

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly TimeSpan _interval = interval
        ?? (source.Backend.PollInterval.Longest > s_shortest ? source.Backend.PollInterval.Longest : s_shortest);

    private volatile Dictionary<string, RunJson> _runs = new(StringComparer.Ordinal);
    private DateTimeOffset _looked = DateTimeOffset.MinValue;
    private int _quick = QuickLooks;
    private int _looks;

    public IEnumerable<RunJson> Runs => _runs.Values;

    public int Looks => Volatile.Read(ref _looks);

    public void Dispose() => _turn.Dispose();

    /// <summary>Looks again and again; ends without an exception when the token is canceled.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await RefreshAsync(cancellationToken);
                await Task.Delay(_interval, clock, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Looks, if the last look is older than the interval. A failure is the source's error.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (clock.GetUtcNow() - _looked < _interval) return;
            Interlocked.Increment(ref _looks);
            var error = await TryLookAsync(cancellationToken);
            if (error != source.Error)
            {
                source.Error = error;
                publish(new(Source: new(source.Id, error)));
            }

            _looked = clock.GetUtcNow();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<string?> TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (++_quick > QuickLooks)
            {
                Take(await ListAsync(static _ => false, cancellationToken), isAll: true);
                _quick = 0;
            }
            else
            {
                var known = _runs;
                var found = await ListAsync(known.ContainsKey, cancellationToken);
                var open = known.Values.Where(r => !r.IsFinished).Select(r => r.Id).ToList();
                if (open.Count > 0)
                {
                    var now = await source.Backend.GetAsync(open, cancellationToken);
                    foreach (var run in now) found[run.Id] = RunJson.Of(source, run);
                    // A run that was deleted: the next look at all says so.
                    if (now.Count < open.Count) _quick = QuickLooks;
                }

                Take(found, isAll: false);
            }

            return null;
        }
        catch (Exception e) when (Outage.IsOne(e))
        {
            _quick = QuickLooks;
            return e.Message;
        }
    }

    /// <summary>The newest runs up to a known one.</summary>
    private async Task<Dictionary<string, RunJson>> ListAsync(Func<string, bool> isKnown, CancellationToken cancellationToken)
    {
        var runs = new Dictionary<string, RunJson>(StringComparer.Ordinal);
        await foreach (var run in source.Session.ListJobsAsync(new() { MaxCount = ConsoleLimits.Runs }, cancellationToken))
        {
            if (isKnown(run.Id)) break;
            runs[run.Id] = RunJson.Of(source, run);
        }

        return runs;
    }

    private void Take(Dictionary<string, RunJson> found, bool isAll)
    {
        var before = _runs;
        var now = isAll ? found : new Dictionary<string, RunJson>(before, StringComparer.Ordinal);
        foreach (var (id, run) in found) now[id] = run;
        // Published after it is there: a reader that comes in between has it in its list, or hears of it.
        _runs = now;
        foreach (var (id, run) in found)
            if (!before.TryGetValue(id, out var old) || !run.IsSame(old)) publish(new(Run: run));
        if (!isAll) return;
        foreach (var id in before.Keys)
            if (!now.ContainsKey(id)) publish(new(Gone: new(source.Id, id)));
    }
}
