namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The log of one run with its index, which a task of its own builds and keeps up to date while it is used.</summary>
internal sealed class RunLog : IAsyncDisposable
{
    /// <summary>The time without a reader after which the log is not read any more.</summary>
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(15);

    private const int MaxViews = 8;

    private readonly Lock _lock = new();
    private readonly ILogFeed _feed;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stopping;
    private readonly LogBlocks _blocks = new();
    private readonly Dictionary<LogFilter, LogView> _views = [];
    private readonly Task _work;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _used = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LogState _state = new(0, 0, null, null, false, 0, null);
    private DateTimeOffset _lastUse;
    private int _readers;

    public RunLog(ILogFeed feed, TimeProvider clock, CancellationToken stopping)
    {
        (_feed, _clock) = (feed, clock);
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _lastUse = clock.GetUtcNow();
        All = new(default, () => feed.Parts, _blocks);
        _work = Task.Run(WorkAsync, CancellationToken.None);
    }

    public IReadOnlyList<LogPart> Parts => _feed.Parts;

    public LogBlocks Blocks => _blocks;

    /// <summary>All lines.</summary>
    public LogView All { get; }

    /// <summary>The time of the last use.</summary>
    public DateTimeOffset LastUse
    {
        get
        {
            lock (_lock) return _readers > 0 ? DateTimeOffset.MaxValue : _lastUse;
        }
    }

    public LogState State
    {
        get
        {
            lock (_lock) return _state;
        }
    }

    /// <summary>Is done when the log has been looked at once.</summary>
    public Task FirstLook => _first.Task;

    /// <summary>The state now, and a task that ends when there is another one.</summary>
    public (LogState State, Task Changed) Watch()
    {
        lock (_lock) return (_state, _changed.Task);
    }

    /// <summary>Notes that the log is used, so that it is kept up to date.</summary>
    public void Touch()
    {
        lock (_lock)
        {
            _lastUse = _clock.GetUtcNow();
            _used.TrySetResult();
        }
    }

    /// <summary>Keeps the log up to date until it is disposed.</summary>
    public IDisposable Follow()
    {
        lock (_lock) _readers++;
        Touch();
        return new Reader(this);
    }

    /// <summary>The lines of a node or a stream.</summary>
    public LogView View(LogFilter filter)
    {
        if (filter == default) return All;
        lock (_lock)
        {
            if (_views.TryGetValue(filter, out var view)) return view;
            if (_views.Count == MaxViews) _views.Clear();
            return _views[filter] = new(filter, () => _feed.Parts, _blocks);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        lock (_lock) _used.TrySetResult();
        await _work;
        await _feed.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        var token = _stopping.Token;
        try
        {
            while (true)
            {
                var isComplete = await _feed.ReadAsync(Add, token);
                Change(s => s with { IsComplete = isComplete, Missing = _feed.Missing });
                _first.TrySetResult();
                if (isComplete) return;
                await PauseAsync(token);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            _first.TrySetResult();
        }
        catch (Exception e) when (Outage.IsOne(e))
        {
            Change(s => s with { Error = e.Message, IsComplete = true });
            _first.TrySetResult();
        }
    }

    private async Task PauseAsync(CancellationToken token)
    {
        await Task.Delay(_feed.Interval, _clock, token);
        Task used;
        lock (_lock)
        {
            if (_readers > 0 || _clock.GetUtcNow() - _lastUse < s_idle) return;
            _used = new(TaskCreationOptions.RunContinuationsAsynchronously);
            used = _used.Task;
        }

        await used.WaitAsync(token);
    }

    private void Add(LogBlock block)
    {
        _blocks.Add(block);
        Change(s => s with
        {
            Lines = s.Lines + block.Lines,
            Bytes = s.Bytes + block.End - block.Start,
            First = s.First is { } first && first <= block.Time ? first : block.Time,
            Last = s.Last is { } last && last.UtcTicks >= block.LastTicks ? last : new(block.LastTicks, TimeSpan.Zero),
        });
    }

    private void Change(Func<LogState, LogState> change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            var next = change(_state);
            if (next == _state) return;
            _state = next;
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
    }

    private sealed class Reader(RunLog log) : IDisposable
    {
        public void Dispose()
        {
            lock (log._lock)
            {
                log._readers--;
                log._lastUse = log._clock.GetUtcNow();
            }
        }
    }
}

/// <summary>The state of a log so far.</summary>
internal sealed record LogState(
    long Lines, long Bytes, DateTimeOffset? First, DateTimeOffset? Last, bool IsComplete, long Missing, string? Error);
