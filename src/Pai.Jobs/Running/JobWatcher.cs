namespace Pai.Jobs.Internal.Running;

/// <summary>
/// Waits for many jobs at once: one question to the backend for all that are due, often for a job that has just changed, ever less for one
/// that has not, and at once for one that the backend gives a hint of. While nothing is waited for, nothing runs.
/// </summary>
internal sealed class JobWatcher : IDisposable
{
    /// <summary>The time that a backend may fail to answer before the waits fail. The jobs continue whatever happens here.</summary>
    public static readonly TimeSpan MaxOutage = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, WatchedJob> _jobs = new(StringComparer.Ordinal);
    private readonly JobBackend _backend;
    private readonly RunMeter _meter;
    private readonly CancellationTokenSource _disposed = new();
    private CancellationTokenSource _wake = new();
    private DateTimeOffset? _outageSince;
    private bool _isRunning;
    private bool _isDisposed;

    public JobWatcher(JobBackend backend)
    {
        ArgumentNullException.ThrowIfNull(backend);
        _backend = backend;
        _meter = new(backend.Name);
    }

    private TimeProvider Clock => _backend.Context.TimeProvider;

    /// <summary>Waits until the job's result is known.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="seen">Is told each time the job is looked at.</param>
    /// <param name="cancellationToken">Cancels this wait.</param>
    public async Task<JobInfo> WaitAsync(string jobId, Action<JobInfo> seen, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter(seen);
        bool wasRunning;
        lock (_lock)
        {
            if (_isDisposed) throw Disposed(jobId);
            // What was when nobody waited is forgotten.
            if (_jobs.Count == 0) _outageSince = null;
            if (!_jobs.TryGetValue(jobId, out var job)) _jobs[jobId] = job = new(jobId);
            job.Waiters.Add(waiter);
            job.LookAgain(Clock.GetUtcNow(), _backend.PollInterval);
            wasRunning = _isRunning;
            if (!wasRunning)
            {
                _isRunning = true;
                _backend.LookNowRequested += LookNow;
                // It serves all waits: the span of the one that begins it is not the parent of what it asks.
                ThreadPool.UnsafeQueueUserWorkItem(static self => _ = self.RunAsync(), this, preferLocal: false);
            }
        }

        if (wasRunning) Wake();
        try
        {
            return await waiter.Result.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Remove(jobId, waiter);
        }
    }

    /// <summary>A job was submitted: its end counts also where it is over at the first look.</summary>
    public void Submitted(JobInfo job)
    {
        lock (_lock) _meter.Submitted(job);
    }

    /// <summary>Has the outputs of a job uploaded that still have to be, as a wait for it does, until the session is disposed.</summary>
    public void Publish(JobInfo job)
    {
        if (job.Status != JobStatus.Publishing) return;
        _ = WaitAsync(job.Id, static _ => { }, CancellationToken.None).ContinueWith(
            wait => Log.NotPublished(_backend.Context.Logger, job.Id, wait.Exception!.InnerException!),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    /// <summary>
    /// Returns the elements of the source, and throws an <see cref="ObjectDisposedException"/> once the session is disposed.
    /// </summary>
    public IAsyncEnumerable<T> UntilDisposed<T>(
        string jobId, Func<CancellationToken, IAsyncEnumerable<T>> source, CancellationToken cancellationToken) =>
        new ReadUntilDisposed<T>(source, () => Disposed(jobId), _disposed.Token, cancellationToken);

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            foreach (var job in _jobs.Values)
            {
                job.Fail(Disposed(job.Id));
                job.Dispose();
            }

            _jobs.Clear();
            _meter.Clear();
        }

        // Not in the lock, nor on this thread: what ends a question may run code of the backend.
        _ = _disposed.CancelAsync();
        Wake();
    }

    private ObjectDisposedException Disposed(string jobId) => new(
        _backend.GetType().FullName,
        $"The session is disposed. The job {jobId} continues; AttachAsync finds it again in a new session.");

    private async Task RunAsync()
    {
        while (true)
        {
            List<string> due;
            TimeSpan delay;
            CancellationToken wake;
            lock (_lock)
            {
                if (_jobs.Count == 0)
                {
                    _isRunning = false;
                    _backend.LookNowRequested -= LookNow;
                    return;
                }

                if (_wake.IsCancellationRequested) _wake = new();
                wake = _wake.Token;
                var now = Clock.GetUtcNow();
                delay = _jobs.Values.Min(j => j.NextLook) - now;
                due = delay > TimeSpan.Zero ? [] : [.. _jobs.Values.Where(j => j.IsDue(now)).Select(j => j.BeginLook())];
            }

            if (due.Count > 0) await LookSafelyAsync(due).ConfigureAwait(false);
            else await Task.Delay(WholeMilliseconds(delay), Clock, wake).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A timer leaves fractions out, and would be early.</summary>
    private static TimeSpan WholeMilliseconds(TimeSpan delay) => TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));

    /// <summary>Any failure on the way, such as a log that throws, ends the waits: none of them may wait for ever.</summary>
    private async Task LookSafelyAsync(List<string> due)
    {
        try
        {
            await LookAsync(due).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Fail(due, e);
        }
    }

    /// <summary>Asks for all that are due together.</summary>
    private async Task LookAsync(List<string> due)
    {
        try
        {
            Take(due, await _backend.GetAsync(due, _disposed.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (_disposed.IsCancellationRequested)
        {
            // Nobody waits any more.
        }
        catch (Exception e) when (IsPassing(e))
        {
            if (IsOutageOver(out var since)) FailAll(since, e);
            else Postpone(due, e);
        }
        catch (JobException) when (due.Count > 1)
        {
            // One job's fault is not another's.
            foreach (var id in due) await LookAsync([id]).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Fail(due, e);
        }
    }

    private void Take(List<string> asked, IReadOnlyList<JobInfo> answers)
    {
        var found = answers.ToDictionary(a => a.Id, StringComparer.Ordinal);
        lock (_lock)
        {
            _outageSince = null;
            var now = Clock.GetUtcNow();
            foreach (var id in asked)
            {
                if (!_jobs.TryGetValue(id, out var job)) continue;
                if (found.TryGetValue(id, out var info))
                {
                    _meter.See(info);
                    job.Take(info, now, _backend.PollInterval);
                }
                else
                {
                    job.Miss(now, _backend);
                }

                if (job.IsDone) Leave(job);
                else if (info?.Status == JobStatus.Publishing && job.BeginPublishing() is { } token)
                    _ = Task.Run(() => PublishAsync(job, token), CancellationToken.None);
            }
        }
    }

    private void Postpone(List<string> asked, Exception e)
    {
        var delay = _backend.PollInterval.Longest;
        Log.StatusUnreadable(_backend.Context.Logger, asked.Count, delay, e);
        lock (_lock)
        {
            foreach (var id in asked)
                if (_jobs.TryGetValue(id, out var job)) job.Postpone(Clock.GetUtcNow() + delay);
        }
    }

    private void Fail(List<string> asked, Exception e)
    {
        lock (_lock)
        {
            foreach (var id in asked)
                if (_jobs.TryGetValue(id, out var job)) Fail(job, e);
        }
    }

    /// <summary>Ends all waits after an outage: the backend answers for no job. A later wait counts from zero.</summary>
    private void FailAll(DateTimeOffset since, Exception e)
    {
        lock (_lock)
        {
            foreach (var job in _jobs.Values.ToList())
            {
                var message = $"The status of job {job.Id} cannot be read since {since:u}; the job may still run. "
                    + $"Attach to it again later. {e.Message}";
                Fail(job, new JobException(message, e));
            }

            _outageSince = null;
        }
    }

    /// <summary>True if asking again may help: the network, not the question, is the matter.</summary>
    private static bool IsPassing(Exception e) =>
        e is HttpRequestException or IOException or TimeoutException or OperationCanceledException or PaiException { IsPassing: true }
        || (e is JobException && e.InnerException is HttpRequestException or IOException or TimeoutException);

    /// <summary>True if the backend has not answered for so long that waiting makes no sense any more.</summary>
    private bool IsOutageOver(out DateTimeOffset since)
    {
        lock (_lock)
        {
            var now = Clock.GetUtcNow();
            since = _outageSince ??= now;
            return now - since >= MaxOutage;
        }
    }

    private void LookNow(string jobId)
    {
        lock (_lock)
        {
            if (!_jobs.TryGetValue(jobId, out var job)) return;
            job.LookAgain(Clock.GetUtcNow(), _backend.PollInterval);
        }

        Wake();
    }

    private void Remove(string jobId, Waiter waiter)
    {
        lock (_lock)
        {
            if (!_jobs.TryGetValue(jobId, out var job) || !job.Waiters.Remove(waiter) || job.Waiters.Count > 0) return;
            Leave(job);
        }

        Wake();
    }

    /// <summary>Has the outputs of a job uploaded, as long as it is waited for.</summary>
    private async Task PublishAsync(WatchedJob job, CancellationToken cancellationToken)
    {
        try
        {
            await _backend.PublishAsync(job.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            lock (_lock)
            {
                // Another wait may have begun with the same job since this one was left.
                if (_jobs.GetValueOrDefault(job.Id) == job) Fail(job, e);
            }
        }
    }

    private void Fail(WatchedJob job, Exception e)
    {
        job.Fail(e);
        Leave(job);
    }

    private void Leave(WatchedJob job)
    {
        _jobs.Remove(job.Id);
        _meter.Leave(job.Id);
        job.Dispose();
    }

    /// <summary>Ends the delay of the loop, which continues on a thread of its own, and not on that of the one who wakes it.</summary>
    private void Wake()
    {
        CancellationTokenSource wake;
        lock (_lock) wake = _wake;
        _ = wake.CancelAsync();
    }
}
