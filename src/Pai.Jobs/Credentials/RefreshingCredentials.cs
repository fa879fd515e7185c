using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>
/// Keeps a key until shortly before it ends. However many callers wait, one fetch runs; it ends when all of them have given up. A failed
/// renewal returns the old key while that is valid.
/// </summary>
internal sealed class RefreshingCredentials(Func<CancellationToken, Task<FetchedKey>> fetch, TimeProvider clock, ILogger logger)
    : PaiCredentials
{
    /// <summary>The time that a caller waits for a renewal while the old key is valid.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private volatile HeldKey? _held;
    private SharedFetch? _shared;

    public override ValueTask<PaiAccessKey> GetAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<PaiAccessKey>(cancellationToken);
        return _held is { } held && clock.GetUtcNow() < held.RefreshAt ? new(held.Key) : new(RefreshAsync(cancellationToken));
    }

    /// <summary>The sources that gave the key; no secret.</summary>
    public override string ToString() => _held is { } held ? $"{held.Source}: {held.Key}" : "credentials that have not been used";

    private async Task<PaiAccessKey> RefreshAsync(CancellationToken cancellationToken)
    {
        var shared = Join();
        var old = _held is { } held && held.IsValid(clock.GetUtcNow()) ? held.Key : null;
        var patience = old is null ? Timeout.InfiniteTimeSpan : s_patience;
        try
        {
            return await shared.Task.WaitAsync(patience, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (old is not null)
        {
            // The fetch continues, and its key is for later callers.
            return old;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Leave(shared);
            throw;
        }
    }

    private SharedFetch Join()
    {
        lock (_lock)
        {
            _shared ??= new(FetchAsync);
            _shared.Waiters++;
            return _shared;
        }
    }

    private void Leave(SharedFetch shared)
    {
        lock (_lock)
        {
            if (--shared.Waiters > 0 || shared.Task.IsCompleted) return;
            if (_shared == shared) _shared = null;
        }

        shared.Cancel();
    }

    private async Task<PaiAccessKey> FetchAsync(SharedFetch shared)
    {
        try
        {
            // A caller that has looked just before the last fetch ended comes too late for it.
            if (_held is { } fresh && clock.GetUtcNow() < fresh.RefreshAt) return fresh.Key;
            var fetched = await fetch(shared.Token).ConfigureAwait(false);
            var held = HeldKey.Of(fetched, clock.GetUtcNow());
            if (_held?.Source != held.Source) CredentialLog.Found(logger, held.Source);
            _held = held;
            return held.Key;
        }
        catch (PaiException e) when (_held is { } old && old.IsValid(clock.GetUtcNow()))
        {
            CredentialLog.NotRenewed(logger, old.Source, old.Key.Expiration, e);
            _held = old.AfterFailure(clock.GetUtcNow());
            return old.Key;
        }
        finally
        {
            lock (_lock)
            {
                if (_shared == shared) _shared = null;
            }
        }
    }

    /// <summary>One fetch, and how many callers wait for it.</summary>
#pragma warning disable CA1001 // A source of tokens without a timer holds nothing to release.
    private sealed class SharedFetch
    {
        private readonly CancellationTokenSource _stop = new();

        public SharedFetch(Func<SharedFetch, Task<PaiAccessKey>> fetch) => Task = System.Threading.Tasks.Task.Run(() => fetch(this));

        public Task<PaiAccessKey> Task { get; }

        public CancellationToken Token => _stop.Token;

        public int Waiters { get; set; }

        public void Cancel() => _stop.Cancel();
    }
}
