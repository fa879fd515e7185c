using Microsoft.AspNetCore.Http;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The logs that are open: each has one index, whoever reads it.</summary>
internal sealed class LogStore(RunSources sources, TimeProvider clock, CancellationToken stopping) : IAsyncDisposable
{
    /// <summary>A short log is there at once: a first answer waits for it so long.</summary>
    private static readonly TimeSpan s_firstLook = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<(string Source, string Id), RunLog> _logs = [];

    /// <summary>The log of the run that the path names.</summary>
    public async Task<RunLog> OpenAsync(HttpContext http)
    {
        var (source, run) = await sources.OpenAsync(http);
        var log = await OpenAsync(source, run, http.RequestAborted);
        log.Touch();
        await Task.WhenAny(log.FirstLook, Task.Delay(s_firstLook, clock, http.RequestAborted));
        return log;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var log in _logs.Values) await log.DisposeAsync();
        _turn.Dispose();
    }

    private async Task<RunLog> OpenAsync(RunSource source, JobInfo run, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_logs.TryGetValue((source.Id, run.Id), out var log))
            {
                if (log.State.Error is null) return log;
                // It is tried again.
                _logs.Remove((source.Id, run.Id));
                await log.DisposeAsync();
            }

            if (_logs.Count >= ConsoleLimits.Logs)
            {
                var oldest = _logs.MinBy(l => l.Value.LastUse);
                if (oldest.Value.LastUse == DateTimeOffset.MaxValue)
                    throw new ConsoleException(429, "tooManyLogs", $"{ConsoleLimits.Logs} logs are open. Close one.");
                _logs.Remove(oldest.Key);
                await oldest.Value.DisposeAsync();
            }

            ILogFeed feed = source.Backend is LocalBackend local
                ? new LocalLogFeed(local.RunsDirectory, run.Id, clock)
                : new SpooledLogFeed(source, run, clock, stopping);
            return _logs[(source.Id, run.Id)] = new(feed, clock, stopping);
        }
        finally
        {
            _turn.Release();
        }
    }
}
