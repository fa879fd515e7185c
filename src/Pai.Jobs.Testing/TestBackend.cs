using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.Testing;

namespace Pai.Jobs.Testing;

/// <summary>A backend without an engine: its jobs do what a test has written down for them, by a fake clock.</summary>
/// <remarks>
/// The state of a job follows from its script and the time since its submission. Time passes when the test moves <see cref="Clock"/>; with
/// <see cref="AutoAdvance"/>, when a call waits.
/// </remarks>
public sealed class TestBackend : JobBackend
{
    private readonly Lock _lock = new();
    private readonly ScriptClock _clock;
    private readonly TestRuns _runs;
    private readonly TestSubmitKeys _keys = new();
    private readonly List<PreparedJob> _prepared = [];
    private readonly List<JobSubmission> _submitted = [];
    private readonly List<string> _stopped = [];
    private readonly List<RequestedLog> _logs = [];
    private readonly Lazy<DirectoryInfo> _folder = new(() => Directory.CreateTempSubdirectory("pai-jobs-test-"));
    private Func<JobSubmission, ScriptedJob> _script = _ => new ScriptedJob().Run().Succeed();
    private Func<JobSubmission, IEnumerable<JobProblem>> _problems = _ => [];
    private StatusOutage? _outage;
    private int _lastFolder;

    /// <summary>Creates the backend.</summary>
    /// <param name="clock">The clock. Default: one of its own.</param>
    public TestBackend(FakeTimeProvider? clock = null)
    {
        Clock = clock ?? new();
        _clock = new(Clock);
        _runs = new(_clock, LookNow);
    }

    /// <inheritdoc/>
    public override string Name => "test";

    /// <inheritdoc/>
    public override bool HasSubmitKeys => true;

    /// <summary>The clock of the jobs, and of the session that <see cref="TestSession"/> makes.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>
    /// True if the clock advances automatically during waits: each answer about a job that has not ended moves it to the job's next change,
    /// and who follows a log moves it to the next line. A job of two hours is over in milliseconds. Default false.
    /// </summary>
    public bool AutoAdvance
    {
        get => _clock.IsMovedByWaiting;
        set => _clock.IsMovedByWaiting = value;
    }

    /// <summary>The time that it takes to prepare a job, by the clock.</summary>
    public TimeSpan PrepareTime { get; set; }

    /// <summary>The time that it takes to submit a job, by the clock. Before that the job has no id.</summary>
    public TimeSpan SubmitTime { get; set; }

    /// <summary>The time before a new job is listed, or found by its marker.</summary>
    public TimeSpan ListLag { get; set; }

    /// <summary>True if the backend was disposed.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>The prepared jobs, in order.</summary>
    public IReadOnlyList<PreparedJob> Prepared => Copy(_prepared);

    /// <summary>The submitted jobs, in order, those that a script refused among them.</summary>
    public IReadOnlyList<JobSubmission> Submitted => Copy(_submitted);

    /// <summary>The ids of the jobs that were asked to stop, in order.</summary>
    public IReadOnlyList<string> Stopped => Copy(_stopped);

    /// <summary>The questions for logs, in order.</summary>
    public IReadOnlyList<RequestedLog> RequestedLogs => Copy(_logs);

    /// <summary>
    /// Sets what the jobs do. Default: each succeeds at once. An exception of the script is thrown by the submission, which creates no job.
    /// </summary>
    /// <param name="script">The script of a job.</param>
    public TestBackend OnSubmit(Func<JobSubmission, ScriptedJob> script)
    {
        ArgumentNullException.ThrowIfNull(script);
        _script = script;
        return this;
    }

    /// <summary>Sets what is wrong with jobs on this backend. Default: nothing.</summary>
    /// <param name="problems">The problems of a job.</param>
    public TestBackend OnPrepare(Func<JobSubmission, IEnumerable<JobProblem>> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        _problems = problems;
        return this;
    }

    /// <summary>Adds a job that was not submitted by this library: without a record, outputs or values.</summary>
    /// <param name="name">The name of the run.</param>
    /// <param name="job">What it does, from now on.</param>
    /// <returns>Its id.</returns>
    public string Add(string name, ScriptedJob job)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(job);
        return _runs.Start(id => new(id, job.ToScript(), _clock.Now) { Name = name, Outputs = null }).Id;
    }

    /// <summary>Lets each question for the status of jobs fail for some time from now on.</summary>
    /// <param name="failure">What is thrown.</param>
    /// <param name="time">How long, by the clock.</param>
    public void FailStatus(Exception failure, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(failure);
        lock (_lock) _outage = new(failure, _clock.Now + time);
    }

    /// <inheritdoc/>
    public override async Task<PreparedJob> PrepareAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        cancellationToken.ThrowIfCancellationRequested();
        await _clock.WaitAsync(PrepareTime, cancellationToken).ConfigureAwait(false);
        var folder = Interlocked.Increment(ref _lastFolder).ToString(CultureInfo.InvariantCulture);
        var prepared = new PreparedJob(this, submission, JobMarker.Create(submission.JobName, Clock))
        {
            BackendProblems = [.. _problems(submission)],
            Image = submission.Image?.Replace("{region}", Context.Region ?? "{region}", StringComparison.Ordinal),
            Outputs = submission.Outputs.ToDictionary(
                o => o.Name, o => o.Location ?? submission.Checkpoints.GetValueOrDefault(o.Name) ?? OwnFolder(folder, o.Name)),
            Notes = ["The job does what the test has scripted."],
        };
        lock (_lock) _prepared.Add(prepared);
        return prepared;
    }

    /// <inheritdoc/>
    protected override async Task<JobInfo> SubmitCoreAsync(
        PreparedJob prepared, IProgress<SubmitProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new() { Step = "creating the job" });
        await _clock.WaitAsync(SubmitTime, cancellationToken).ConfigureAwait(false);
        if (prepared.Submission.SubmitKey is null) return Start(prepared, _ => { });
        JobInfo? created = null;
        JobSubmissionInDoubtException? lost = null;
        var (id, wasThere) = _keys.GetOrCreate(prepared, () =>
        {
            string? started = null;
            try
            {
                created = Start(prepared, id => started = id);
                return created.Id;
            }
            catch (JobSubmissionInDoubtException e) when (started is not null)
            {
                // There is a job, and the key belongs to it.
                lost = e;
                return started;
            }
        });
        if (lost is not null) throw lost;
        if (!wasThere) return created!;
        return Find(id).InfoAt(_clock.Now);
    }

    private JobInfo Start(PreparedJob prepared, Action<string> started)
    {
        lock (_lock) _submitted.Add(prepared.Submission);
        var scripted = _script(prepared.Submission)
            ?? throw new InvalidOperationException("The function given to TestBackend.OnSubmit returned null; it must return a job.");
        var script = scripted.ToScript();
        var outputs = prepared.Outputs.ToDictionary(o => o.Key, o => script.Outputs.GetValueOrDefault(o.Key) ?? o.Value);
        script.CheckFiles(outputs);
        var run = _runs.Start(id => new(id, script, _clock.Now)
        {
            Name = prepared.Submission.JobName,
            Submission = prepared.Submission,
            Marker = prepared.Marker,
            Outputs = outputs,
        });
        started(run.Id);
        if (script.LosesAnswer)
            throw new JobSubmissionInDoubtException(prepared.Marker, new IOException("The answer was lost, as the script says."));
        return run.InfoAt(run.CreatedAt);
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyList<JobInfo>> GetAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobIds);
        cancellationToken.ThrowIfCancellationRequested();
        StatusOutage? outage;
        lock (_lock) outage = _outage;
        if (outage?.FailureNow(_clock, PollInterval.Longest) is { } failure)
        {
            // Time stands still while nothing is asked: who waits must ask again.
            if (AutoAdvance) foreach (var id in jobIds) LookNow(id);
            return Task.FromException<IReadOnlyList<JobInfo>>(failure);
        }

        var now = _clock.Now;
        var runs = jobIds.Select(_runs.TryFind).OfType<TestRun>().ToList();
        var answers = runs.ConvertAll(r => r.InfoAt(now));
        if (AutoAdvance) _runs.MoveOn(now);
        return Task.FromResult<IReadOnlyList<JobInfo>>(answers);
    }

    /// <inheritdoc/>
    public override Task<JobInfo?> FindAsync(JobMarker marker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(marker);
        cancellationToken.ThrowIfCancellationRequested();
        var now = _clock.Now;
        return Task.FromResult(Listed(now).FirstOrDefault(r => r.Marker == marker)?.InfoAt(now));
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<JobInfo> ListAsync(JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await Task.CompletedTask.ConfigureAwait(false);
        var now = _clock.Now;
        foreach (var info in Listed(now).Select(r => r.InfoAt(now)).Where(query.Matches).Take(query.MaxCount ?? int.MaxValue))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return info;
        }
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<LogLine> ReadLogsAsync(string jobId, LogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var run = Find(jobId);
        lock (_lock) _logs.Add(new() { JobId = jobId, Query = query });
        return TestLog.ReadAsync(run, query, _clock, cancellationToken);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<JobEvent> ReadEventsAsync(
        string jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var happened in Find(jobId).EventsUntil(_clock.Now, Name))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return happened;
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<MetricPoint> ReadMetricsAsync(
        string jobId, MetricQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await Task.CompletedTask.ConfigureAwait(false);
        var run = Find(jobId);
        if (!run.Steps.OfType<MetricStep>().Any()) throw new JobNotSupportedException(Name, "The script of the job measures nothing.");
        foreach (var point in run.MetricsUntil(_clock.Now, query))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return point;
        }
    }

    /// <inheritdoc/>
    public override Task<SubmittedValues> ReadValuesAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var job = Find(jobId).Submission ?? throw new JobNotSupportedException(Name, $"The job {jobId} was not submitted by this library.");
        return Task.FromResult(job.Values());
    }

    /// <inheritdoc/>
    public override Task StopAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = Find(jobId);
        lock (_lock) _stopped.Add(jobId);
        if (run.NextStopFailure() is { } failure) return Task.FromException(failure);
        _runs.Stop(run);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = Find(jobId);
        if (!run.InfoAt(_clock.Now).Status.IsFinished())
            throw new JobException($"The job {jobId} has not ended and cannot be deleted. Stop it first.");
        _runs.Remove(run);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> CleanUpAsync(JobCleanUpOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        var now = _clock.Now;
        var due = _runs.All.Reverse().Select(r => r.InfoAt(now))
            .Skip(options.KeepLast)
            .Where(i => i.Status.IsFinished() && now - (i.FinishedAt ?? i.CreatedAt) > options.OlderThan)
            .Select(i => i.Id)
            .ToList();
        if (!options.DryRun) foreach (var id in due) await DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        return due;
    }

    /// <summary>Deletes the folders of outputs that the backend made.</summary>
    public override ValueTask DisposeAsync()
    {
        IsDisposed = true;
        foreach (var run in _runs.All) run.Dispose();
        if (_folder.IsValueCreated && Directory.Exists(_folder.Value.FullName)) _folder.Value.Delete(recursive: true);
        return base.DisposeAsync();
    }

    private LocalPath OwnFolder(string run, string output) =>
        LocalPath.Parse(Directory.CreateDirectory(Path.Combine(_folder.Value.FullName, run, output)).FullName + "/");

    private TestRun Find(string jobId) => _runs.TryFind(jobId) ?? throw NotFound(jobId);

    private IEnumerable<TestRun> Listed(DateTimeOffset now) => _runs.All.Where(r => now - r.CreatedAt >= ListLag).Reverse();

    private IReadOnlyList<T> Copy<T>(List<T> list)
    {
        lock (_lock) return [.. list];
    }
}
