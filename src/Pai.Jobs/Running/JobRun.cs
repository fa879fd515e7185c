using System.Runtime.CompilerServices;
using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.Running;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs;

/// <summary>A job that was submitted, by this process or another.</summary>
/// <remarks>Safe to use from several threads. It owns nothing: dropping it leaves the job as it is.</remarks>
public class JobRun
{
    private readonly JobBackend _backend;
    private readonly JobWatcher _watcher;
    private JobInfo _info;
    private IReadOnlyList<JobRun>? _earlierTries;

    /// <summary>Creates the run of a job. Sessions do that; a test can too, with a backend of its own.</summary>
    /// <param name="backend">The backend that the job is on.</param>
    /// <param name="info">What is known of the job.</param>
    public JobRun(JobBackend backend, JobInfo info)
        : this(backend, info, new JobWatcher(backend))
    {
    }

    internal JobRun(JobBackend backend, JobInfo info, JobWatcher watcher)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(info);
        _backend = backend;
        _info = info;
        _watcher = watcher;
    }

    internal JobBackend Backend => _backend;

    /// <summary>The state of the job when it was last read; <see cref="RefreshAsync"/> and <see cref="WaitAsync"/> renew it.</summary>
    public JobInfo Info => Volatile.Read(ref _info);

    /// <summary>The id of the job, for <c>AttachAsync</c>.</summary>
    public string Id => Info.Id;

    /// <summary>The name of the run.</summary>
    public string Name => Info.Name;

    /// <summary>The page for people: the console's page, or the run's folder as a <c>file:</c> URI.</summary>
    public Uri? ConsoleUrl => Info.ConsoleUrl;

    /// <summary>The status when it was last read.</summary>
    public JobStatus Status => Info.Status;

    /// <summary>
    /// All tries of the run, in order, this one last (<see cref="RunOptions.Retry"/>). A run that was not tried again, or was attached to,
    /// has itself only.
    /// </summary>
    public IReadOnlyList<JobRun> Tries => _earlierTries is { } earlier ? [.. earlier, this] : [this];

    /// <summary>The tries before this one.</summary>
    internal void SetEarlierTries(IReadOnlyList<JobRun> tries) => _earlierTries = tries;

    /// <summary>Reads what is known of the job now.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>What is known, also in <see cref="Info"/>.</returns>
    /// <exception cref="JobNotFoundException">The job does not exist any more.</exception>
    public async Task<JobInfo> RefreshAsync(CancellationToken cancellationToken = default)
    {
        var info = await _backend.GetOneAsync(Id, cancellationToken).ConfigureAwait(false);
        Renew(info);
        return info;
    }

    /// <summary>Waits until the job has ended, well or not; <see cref="EnsureSucceededAsync"/> turns a bad end into an exception.</summary>
    /// <param name="cancellationToken">Cancels the wait; the job continues.</param>
    /// <returns>The last status: one of those for which <see cref="JobStatusExtensions.HasResult"/> is true.</returns>
    /// <exception cref="JobNotFoundException">The job does not exist any more.</exception>
    /// <exception cref="JobException">
    /// The backend could not be asked for several minutes, and the job may still run; or its outputs cannot be uploaded now
    /// (<see cref="JobStatus.Publishing"/>), and the next wait continues.
    /// </exception>
    public Task<JobStatus> WaitAsync(CancellationToken cancellationToken = default) => WatchAsync(static _ => { }, cancellationToken);

    /// <summary>Waits until the job has ended.</summary>
    /// <param name="seen">Is told each time the job is looked at, and must return at once.</param>
    /// <param name="cancellationToken">Cancels the wait; the job continues.</param>
    internal async Task<JobStatus> WatchAsync(Action<JobInfo> seen, CancellationToken cancellationToken)
    {
        using var span = Spans.Start(SpanNames.Wait, Info.RecordName, _backend.Name);
        try
        {
            var info = await _watcher.WaitAsync(Id, See, cancellationToken).ConfigureAwait(false);
            Renew(info);
            RunTelemetry.Describe(span, info, _backend.Name);
            return info.Status;
        }
        catch (Exception e)
        {
            RunTelemetry.Describe(span, Info, _backend.Name);
            Spans.Fail(span, e);
            throw;
        }

        void See(JobInfo now)
        {
            Renew(now);
            seen(now);
        }
    }

    /// <summary>Waits until the job has ended, and throws unless it succeeded.</summary>
    /// <param name="cancellationToken">Cancels the wait; the job continues.</param>
    /// <exception cref="JobFailedException">The job failed or was stopped.</exception>
    /// <exception cref="JobNotFoundException">The job does not exist any more.</exception>
    public async Task EnsureSucceededAsync(CancellationToken cancellationToken = default)
    {
        var status = await WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!status.IsSuccess()) throw await CreateFailureAsync(isLogShown: false, cancellationToken).ConfigureAwait(false);
    }

#pragma warning disable RS0026 // The required first parameter of one overload tells them apart.
    /// <summary>The lines that the job wrote, in order for each node and stream.</summary>
    /// <param name="query">Which lines. Default: all, and those to come, until the job has ended (<see cref="LogQuery.Follow"/>).</param>
    /// <param name="cancellationToken">Cancels the reading; the job continues.</param>
    /// <remarks>Each call reads on its own: a slow reader slows only itself.</remarks>
    /// <exception cref="ArgumentException">The query contradicts itself.</exception>
    /// <exception cref="JobNotFoundException">The job does not exist any more.</exception>
    /// <exception cref="ObjectDisposedException">The session is disposed. The job continues.</exception>
    public IAsyncEnumerable<LogLine> ReadLogsAsync(LogQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new() { Follow = true };
        query.Check();
        return _watcher.UntilDisposed(Id, token => LogSearch.ReadAsync(_backend, Id, query, token), cancellationToken);
    }

    /// <summary>The lines that the job wrote and, as long as it runs, writes (<see cref="LogQuery.Follow"/>).</summary>
    /// <param name="cancellationToken">Cancels the reading; the job continues.</param>
    /// <exception cref="JobNotFoundException">The job does not exist any more.</exception>
    [OverloadResolutionPriority(-1)]
    public IAsyncEnumerable<LogLine> ReadLogsAsync(CancellationToken cancellationToken) => ReadLogsAsync(query: null, cancellationToken);

    /// <summary>The lines that the job wrote.</summary>
    /// <param name="follow">Whether to continue with those to come until the job has ended.</param>
    /// <param name="cancellationToken">Cancels the reading; the job continues.</param>
    /// <exception cref="JobNotFoundException">The job does not exist any more.</exception>
    [OverloadResolutionPriority(-1)]
    public IAsyncEnumerable<LogLine> ReadLogsAsync(bool follow, CancellationToken cancellationToken = default) =>
        ReadLogsAsync(new LogQuery { Follow = follow }, cancellationToken);
#pragma warning restore RS0026

    /// <summary>The events of the job so far, in order.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="JobNotFoundException">The job does not exist any more.</exception>
    public IAsyncEnumerable<JobEvent> ReadEventsAsync(CancellationToken cancellationToken = default) =>
        _backend.ReadEventsAsync(Id, cancellationToken);

    /// <summary>The metrics of the job, in order of time for each metric and node.</summary>
    /// <param name="query">Which metrics. Default: all that the backend has.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ArgumentException">The query contradicts itself.</exception>
    /// <exception cref="JobNotFoundException">The job does not exist any more.</exception>
    /// <exception cref="JobException">The job has no such node.</exception>
    /// <exception cref="JobNotSupportedException">The backend keeps none for this job.</exception>
    public IAsyncEnumerable<MetricPoint> ReadMetricsAsync(MetricQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new();
        query.Check();
        return _backend.ReadMetricsAsync(Id, query, cancellationToken);
    }

    /// <summary>All metrics of the job that the backend has.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="JobNotFoundException">The job does not exist any more.</exception>
    /// <exception cref="JobNotSupportedException">The backend keeps none for this job.</exception>
    [OverloadResolutionPriority(-1)]
    public IAsyncEnumerable<MetricPoint> ReadMetricsAsync(CancellationToken cancellationToken) =>
        ReadMetricsAsync(query: null, cancellationToken);

    /// <summary>Finds out why the job waits, or why it ended as it did.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>One sentence, the facts behind it, and instance types that are in stock where that is the matter.</returns>
    /// <exception cref="JobNotFoundException">The job does not exist any more.</exception>
    public Task<JobExplanation> ExplainAsync(CancellationToken cancellationToken = default) => _backend.ExplainAsync(Id, cancellationToken);

    /// <summary>
    /// Asks the job to stop, and returns when the request is on record; <see cref="WaitAsync"/> tells when it has stopped.
    /// </summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <remarks>A job that has ended already is left as it is.</remarks>
    /// <exception cref="JobNotFoundException">The job does not exist any more.</exception>
    public Task StopAsync(CancellationToken cancellationToken = default) => _backend.StopAsync(Id, cancellationToken);

    /// <summary>
    /// Deletes the job, which has ended, with all that the backend keeps of it; for a run on this machine, its outputs among it.
    /// </summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobNotFoundException">The job does not exist any more.</exception>
    /// <exception cref="JobException">The job has not ended. Stop it first.</exception>
    public Task DeleteAsync(CancellationToken cancellationToken = default) => _backend.DeleteAsync(Id, cancellationToken);

    /// <summary>The identity of the run, for another process: it attaches with <c>AttachAsync</c>.</summary>
    /// <exception cref="JobException">A setting of the session that belongs to the reference is invalid.</exception>
    public JobReference ToReference() => _backend.ReferTo(Id, Name);

    /// <summary>Name, id and status.</summary>
    public override string ToString() => $"{Name} ({Id}): {Status}";

    /// <summary>The exception for a job that did not succeed, with the end of its log.</summary>
    /// <param name="isLogShown">Whether the user has the log before him, so that the message does not repeat it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal async Task<JobFailedException> CreateFailureAsync(bool isLogShown, CancellationToken cancellationToken)
    {
        // The lines first: a backend that has read the log to its end need not read it again for the exit code.
        var lines = await LogTail.ReadAsync(_backend, Id, cancellationToken).ConfigureAwait(false);
        var info = await _backend.ReadEndAsync(Info, cancellationToken).ConfigureAwait(false);
        Renew(info);
        // After the end was read: before that, the last lines may still be on their way.
        var failure = await LogTail.FindFailureAsync(_backend, Id, cancellationToken).ConfigureAwait(false);
        return new(info, lines, failure, isLogShown);
    }

    /// <summary>Reads the values that the job was submitted with.</summary>
    private protected Task<SubmittedValues> ReadValuesAsync(CancellationToken cancellationToken) =>
        _backend.ReadValuesAsync(Id, cancellationToken);

    private void Renew(JobInfo info) => Volatile.Write(ref _info, info);
}
