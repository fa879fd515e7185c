using System.Threading.Channels;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>
/// The runs of all sources, kept up to date by one watcher for all readers. Without a reader, the sources are not asked.
/// </summary>
internal sealed class RunTable : IAsyncDisposable
{
    /// <summary>A reader that does not take so many changes is sent all runs anew.</summary>
    private const int MaxWaiting = 1000;

    private readonly Lock _lock = new();
    private readonly List<SourceWatcher> _watchers;
    private readonly HashSet<Channel<TableChange>> _readers = [];
    private readonly CancellationToken _stopping;
    private CancellationTokenSource? _watching;
    private Task _watch = Task.CompletedTask;

    public RunTable(RunSources sources, TimeProvider clock, TimeSpan? interval, CancellationToken stopping)
    {
        _stopping = stopping;
        _watchers = [.. sources.All.Select(s => new SourceWatcher(s, clock, interval, Publish))];
    }

    /// <summary>The number of questions so far.</summary>
    public int Looks => _watchers.Sum(w => w.Looks);

    /// <summary>All runs, the newest first; looks where the last look is old.</summary>
    public async Task<IReadOnlyList<RunJson>> ListAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_watchers.Select(w => w.RefreshAsync(cancellationToken)));
        return Snapshot();
    }

    /// <summary>All runs, then each change, until the token ends it.</summary>
    public async IAsyncEnumerable<TableChange> WatchAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<TableChange>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.Wait });
        await ListAsync(cancellationToken);
        lock (_lock)
        {
            _readers.Add(channel);
            // In the lock: what changes from now on is in the channel.
            channel.Writer.TryWrite(new(Runs: Snapshot()));
            if (_readers.Count == 1) Begin();
        }

        try
        {
            while (true)
            {
                TableChange change;
                try
                {
                    change = await channel.Reader.ReadAsync(cancellationToken);
                }
                catch (ChannelClosedException)
                {
                    lock (_lock)
                    {
                        _readers.Remove(channel);
                        channel = Channel.CreateBounded<TableChange>(MaxWaiting);
                        _readers.Add(channel);
                        change = new(Runs: Snapshot());
                    }
                }

                yield return change;
            }
        }
        finally
        {
            Task ended = Task.CompletedTask;
            lock (_lock)
            {
                _readers.Remove(channel);
                if (_readers.Count == 0) ended = End();
            }

            await ended;
        }
    }

    /// <summary>Ends when there is no reader, and the watcher has ended.</summary>
    public async Task WhenUnwatchedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task watch;
            lock (_lock) watch = _watch;
            await watch.WaitAsync(cancellationToken);
            lock (_lock)
                if (watch == _watch) return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task ended;
        lock (_lock) ended = End();
        await ended;
        foreach (var watcher in _watchers) watcher.Dispose();
    }

    private List<RunJson> Snapshot() =>
        [.. _watchers.SelectMany(w => w.Runs).OrderByDescending(r => r.Created).ThenByDescending(r => r.Id, StringComparer.Ordinal)];

    private void Begin()
    {
        var watching = CancellationTokenSource.CreateLinkedTokenSource(_stopping);
        var before = _watch;
        _watching = watching;
        _watch = Task.Run(
            async () =>
            {
                await before;
                await Task.WhenAll(_watchers.Select(w => w.WatchAsync(watching.Token)));
            },
            CancellationToken.None);
    }

    private Task End()
    {
        var watching = Interlocked.Exchange(ref _watching, null);
        if (watching is null) return Task.CompletedTask;
        return EndAsync(watching, _watch);

        static async Task EndAsync(CancellationTokenSource watching, Task watch)
        {
            await watching.CancelAsync();
            await watch;
            watching.Dispose();
        }
    }

    private void Publish(TableChange change)
    {
        lock (_lock)
        {
            foreach (var reader in _readers)
                if (!reader.Writer.TryWrite(change)) reader.Writer.TryComplete();
        }
    }
}

/// <summary>A change of the table: one of the four.</summary>
internal sealed record TableChange(
    IReadOnlyList<RunJson>? Runs = null, RunJson? Run = null, GoneJson? Gone = null, SourceChangeJson? Source = null);
