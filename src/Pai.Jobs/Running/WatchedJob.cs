namespace Pai.Jobs.Internal.Running;

/// <summary>A job that a <see cref="JobWatcher"/> waits for. The watcher's lock guards it.</summary>
internal sealed class WatchedJob(string id) : IDisposable
{
    /// <summary>A list may lag behind the creation of a job: it is missing only when it is missing twice.</summary>
    private const int MaxMisses = 2;

    private const double Growth = 1.5;

    /// <summary>A job that is due within this part of its interval is asked for with the others.</summary>
    private const double Slack = 0.25;

    private TimeSpan _interval;
    private JobStatus? _lastStatus;
    private int _misses;
    private bool _isHinted;
    private CancellationTokenSource? _publishing;

    public string Id { get; } = id;

    public List<Waiter> Waiters { get; } = [];

    public DateTimeOffset NextLook { get; private set; }

    public bool IsDone { get; private set; }

    public bool IsDue(DateTimeOffset now) => NextLook - now <= _interval * Slack;

    /// <summary>From here on, what comes before the answer may be newer than the answer.</summary>
    /// <returns>The id to ask for.</returns>
    public string BeginLook()
    {
        _isHinted = false;
        return Id;
    }

    /// <summary>Looks at once, and often from then on.</summary>
    public void LookAgain(DateTimeOffset now, PollInterval interval)
    {
        _isHinted = true;
        _interval = interval.Shortest;
        NextLook = now;
    }

    public void Postpone(DateTimeOffset time)
    {
        if (!_isHinted) NextLook = time;
    }

    /// <summary>The token for uploading the outputs, once; null when that was begun before.</summary>
    public CancellationToken? BeginPublishing()
    {
        if (_publishing is not null) return null;
        _publishing = new();
        return _publishing.Token;
    }

    /// <summary>Lets go of the job: what was begun for those who waited ends.</summary>
    public void Dispose()
    {
        // Not on this thread, which has the lock: what it ends may run code of the backend.
        if (_publishing is { } publishing) _ = Task.Run(publishing.Cancel);
    }

    public void Take(JobInfo info, DateTimeOffset now, PollInterval interval)
    {
        _misses = 0;
        foreach (var waiter in Waiters) waiter.Seen(info);
        if (info.Status.HasResult())
        {
            IsDone = true;
            foreach (var waiter in Waiters) waiter.Result.TrySetResult(info);
            return;
        }

        var longer = _interval * Growth;
        var isChanged = info.Status != _lastStatus;
        _lastStatus = info.Status;
        if (_isHinted) return;
        _interval = isChanged ? interval.Shortest : longer < interval.Longest ? longer : interval.Longest;
        NextLook = now + _interval;
    }

    public void Miss(DateTimeOffset now, JobBackend backend)
    {
        NextLook = now + backend.PollInterval.Shortest;
        if (++_misses >= MaxMisses) Fail(backend.NotFound(Id));
    }

    public void Fail(Exception e)
    {
        IsDone = true;
        foreach (var waiter in Waiters) waiter.Result.TrySetException(e);
    }
}

/// <summary>A wait for a job.</summary>
internal sealed class Waiter(Action<JobInfo> seen)
{
    public TaskCompletionSource<JobInfo> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Seen(JobInfo info) => seen(info);
}
