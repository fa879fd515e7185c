namespace Pai.Jobs;

/// <summary>A job that was submitted, by this process or another.</summary>
/// <remarks>Safe to use from several threads. It owns nothing: dropping it leaves the job as it is.</remarks>
public abstract class JobRun
{
    private readonly IJobBackend _backend;
    private JobState _state;

    private protected JobRun(IJobBackend backend, JobState state)
    {
        _backend = backend;
        _state = state;
    }

    /// <summary>The last state that was read; <see cref="RefreshAsync"/> and <see cref="WaitAsync"/> renew it.</summary>
    public JobState State => Volatile.Read(ref _state);

    /// <summary>The id of the job, for <c>AttachAsync</c>.</summary>
    public string Id => State.Id;

    /// <summary>The name of the run.</summary>
    public string Name => State.Name;

    /// <summary>Where a person looks at the job: the console's page, or the run's folder as a <c>file:</c> URI.</summary>
    public Uri? ConsoleUrl => State.ConsoleUrl;

    /// <summary>The status when the state was last read.</summary>
    public JobStatus Status => State.Status;

    /// <summary>Reads the job's state anew.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The state, also in <see cref="State"/>.</returns>
    /// <exception cref="JobNotFoundException">The job is not there any more.</exception>
    public async Task<JobState> RefreshAsync(CancellationToken cancellationToken = default) =>
        Renew(await _backend.GetAsync(Id, cancellationToken).ConfigureAwait(false));

    /// <summary>Waits until the job has ended, well or not; <see cref="EnsureSucceededAsync"/> turns a bad end into an exception.</summary>
    /// <param name="cancellationToken">Ends the wait; the job goes on.</param>
    /// <returns>The last status: <see cref="JobStatus.Succeeded"/>, <see cref="JobStatus.Failed"/> or <see cref="JobStatus.Stopped"/>.</returns>
    /// <exception cref="JobNotFoundException">The job is not there any more.</exception>
    public async Task<JobStatus> WaitAsync(CancellationToken cancellationToken = default) =>
        Renew(await _backend.WaitAsync(Id, cancellationToken).ConfigureAwait(false)).Status;

    /// <summary>Waits until the job has ended, and throws unless it succeeded.</summary>
    /// <param name="cancellationToken">Ends the wait; the job goes on.</param>
    /// <exception cref="JobFailedException">The job failed or was stopped.</exception>
    /// <exception cref="JobNotFoundException">The job is not there any more.</exception>
    public async Task EnsureSucceededAsync(CancellationToken cancellationToken = default)
    {
        var status = await WaitAsync(cancellationToken).ConfigureAwait(false);
        if (status.IsSuccess()) return;
        var tail = new LogTail();
        try
        {
            await foreach (var line in ReadLogsAsync(follow: false, cancellationToken).ConfigureAwait(false)) tail.Add(line.Text);
        }
        catch (Exception e) when (e is JobException or IOException)
        {
            // The job's own end is the news; a log that cannot be read must not hide it.
        }

        throw new JobFailedException(State, tail.ToList());
    }

    /// <summary>The lines that the job wrote, from the first on, in order for each stream.</summary>
    /// <param name="follow">Whether to go on until the job has ended and its last line was read. Default true.</param>
    /// <param name="cancellationToken">Ends the reading; the job goes on.</param>
    /// <remarks>Each call reads on its own: a slow reader slows nothing but itself.</remarks>
    public IAsyncEnumerable<LogLine> ReadLogsAsync(bool follow = true, CancellationToken cancellationToken = default) =>
        _backend.ReadLogsAsync(Id, follow, cancellationToken);

    /// <summary>What happened to the job so far, in order.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<JobEvent> ReadEventsAsync(CancellationToken cancellationToken = default) =>
        _backend.ReadEventsAsync(Id, cancellationToken);

    /// <summary>Asks the job to stop, and returns when the request is on record; <see cref="WaitAsync"/> tells when it has stopped.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <remarks>A job that has ended already is left as it is.</remarks>
    /// <exception cref="JobNotFoundException">The job is not there any more.</exception>
    public Task StopAsync(CancellationToken cancellationToken = default) => _backend.StopAsync(Id, cancellationToken);

    /// <summary>Name, id and status.</summary>
    public override string ToString() => $"{Name} ({Id}): {Status}";

    private JobState Renew(JobState state)
    {
        Volatile.Write(ref _state, state);
        return state;
    }
}
