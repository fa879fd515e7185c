using System.Threading.Channels;

namespace Pai.Jobs.Internal.Running;

/// <summary>
/// Lines for a person who waits for a job that does not run yet: how long it has been queued, and why. They come when a look at the job
/// shows that it still waits, a minute after the last line, and then ever more rarely.
/// </summary>
internal sealed class Heartbeat(TimeProvider clock)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(30);

    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Lock _lock = new();
    private string? _status;
    private DateTimeOffset _since;
    private DateTimeOffset _lastLine;
    private TimeSpan _interval = s_shortest;

    /// <summary>The lines; they end with <see cref="End"/>.</summary>
    public IAsyncEnumerable<string> ReadAsync(CancellationToken cancellationToken) => _lines.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Takes note of what a look at the job has shown.</summary>
    public void See(JobInfo job)
    {
        var now = clock.GetUtcNow();
        var status = Describe(job);
        lock (_lock)
        {
            if (status != _status)
            {
                (_status, _since, _lastLine, _interval) = (status, now, now, s_shortest);
                return;
            }

            if (status is null || now - _lastLine < _interval) return;
            _lastLine = now;
            _interval = _interval * 2 < s_longest ? _interval * 2 : s_longest;
            var reason = string.IsNullOrWhiteSpace(job.ReasonMessage) ? "." : $": {job.ReasonMessage.Trim()}";
            _lines.Writer.TryWrite($"{status} for {Text(now - _since)}{reason}");
        }
    }

    /// <summary>Takes note that another line was written.</summary>
    public void Touch()
    {
        lock (_lock) _lastLine = clock.GetUtcNow();
    }

    public void End() => _lines.Writer.TryComplete();

    /// <summary>The description of the wait; null when the job does not wait.</summary>
    private static string? Describe(JobInfo job) => job.Status switch
    {
        JobStatus.Creating => "Being created",
        JobStatus.Queuing => "Queued",
        JobStatus.Bidding => "Bidding for spot resources",
        JobStatus.EnvPreparing => "Preparing the environment",
        JobStatus.SanityChecking => "Checking the hardware",
        JobStatus.Restarting => "Restarting",
        _ => null,
    };

    private static string Text(TimeSpan time) =>
        time < TimeSpan.FromHours(1) ? $"{(int)time.TotalMinutes} min" : $"{(int)time.TotalHours} h {time.Minutes} min";
}
