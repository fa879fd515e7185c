using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.Testing;

namespace Pai.Jobs.Testing;

/// <summary>A backend without an engine: its jobs do what a test has written down for them, by a fake clock.</summary>
/// <remarks>
/// What a job shows follows from its script and the time since its submission. Time passes when the test moves <see cref="Clock"/>; with
/// <see cref="AutoAdvance"/>, when somebody waits.
/// </remarks>
public sealed class TestBackend : JobBackend
{
    private readonly Lock _lock = new();
    private readonly ScriptClock _clock;
    private readonly List<TestRun> _runs = [];
    private readonly List<PreparedJob> _prepared = [];
    private readonly List<JobSubmission> _submitted = [];
    private readonly List<string> _stopped = [];
    private readonly List<RequestedLog> _logs = [];
    private readonly Lazy<DirectoryInfo> _folder = new(() => Directory.CreateTempSubdirectory("pai-jobs-test-"));
    private Func<JobSubmission, ScriptedJob> _script = _ => new ScriptedJob().Run().Succeed();
    private Func<JobSubmission, IEnumerable<JobProblem>> _problems = _ => [];
    private Outage? _outage;
    private int _lastNumber;
    private int _lastFolder;

    /// <summary>Creates the backend.</summary>
    /// <param name="clock">The clock. Default: one of its own.</param>
    public TestBackend(FakeTimeProvider? clock = null)
    {
        Clock = clock ?? new();
        _clock = new(Clock);
    }

    /// <inheritdoc/>
    public override string Name => "test";

    /// <summary>The clock of the jobs, and of the session that <see cref="TestSession"/> makes.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>
    /// Whether the clock moves by itself when somebody waits: each answer about a job that has not ended moves it to the job's next change,
    /// and who follows a log moves it to the next line. A job of two hours is over in milliseconds. Default false.
    /// </summary>
    public bool AutoAdvance
    {
        get => _clock.IsMovedByWaiting;
        set => _clock.IsMovedByWaiting = value;
    }

    /// <summary>How long it takes to prepare a job, by the clock.</summary>
    public TimeSpan PrepareTime { get; set; }

    /// <summary>How long it takes to submit a job, by the clock. Before that it has no id.</summary>
    public TimeSpan SubmitTime { get; set; }

    /// <summary>How long a new job is in no list, and not found by its marker.</summary>
    public TimeSpan ListLag { get; set; }

    /// <summary>Whether the backend was disposed.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>What was prepared, in order.</summary>
    public IReadOnlyList<PreparedJob> Prepared => Copy(_prepared);

    /// <summary>What was sent, in order, also what a script refused.</summary>
    public IReadOnlyList<JobSubmission> Submitted => Copy(_submitted);

    /// <summary>The ids of the jobs that were asked to stop, in order.</summary>
    public IReadOnlyList<string> Stopped => Copy(_stopped);

    /// <summary>The questions for logs, in order.</summary>
    public IReadOnlyList<RequestedLog> RequestedLogs => Copy(_logs);

    /// <summary>
    /// Sets what the jobs do. Default: each ends well at once. What it throws, the one who submits the job gets, and there is no job.
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
        return Start(id => new(id, job.ToScript(), _clock.Now) { Name = name, Outputs = null }).Id;
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
            Outputs = submission.Outputs.ToDictionary(o => o.Name, o => o.Location ?? OwnFolder(folder, o.Name)),
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
        lock (_lock) _submitted.Add(prepared.Submission);
        var scripted = _script(prepared.Submission)
            ?? throw new InvalidOperationException("The function given to TestBackend.OnSubmit returned null; it must return a job.");
        var script = scripted.ToScript();
        var outputs = prepared.Outputs.ToDictionary(o => o.Key, o => script.Outputs.GetValueOrDefault(o.Key) ?? o.Value);
        CheckFiles(script, outputs);
        var run = Start(id => new(id, script, _clock.Now)
        {
            Name = prepared.Submission.JobName,
            Submission = prepared.Submission,
            Marker = prepared.Marker,
            Outputs = outputs,
        });
        if (script.LosesAnswer)
            throw new JobSubmissionInDoubtException(prepared.Marker, new IOException("The answer was lost, as the script says."));
        return run.InfoAt(run.CreatedAt);
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyList<JobInfo>> GetAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobIds);
        cancellationToken.ThrowIfCancellationRequested();
        if (FailureOfStatus() is { } failure)
        {
            // Time stands still while nobody asks: who waits must ask again.
            if (AutoAdvance) foreach (var id in jobIds) LookNow(id);
            return Task.FromException<IReadOnlyList<JobInfo>>(failure);
        }

        var now = _clock.Now;
        var runs = jobIds.Select(TryFind).OfType<TestRun>().ToList();
        var answers = runs.ConvertAll(r => r.InfoAt(now));
        if (AutoAdvance) MoveOn(now);
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
        var run = Find(jobId);
        foreach (var step in run.Past<ScriptStep>(_clock.Now))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var time = run.TimeOf(step);
            if (step is StatusStep status)
            {
                var message = status.ReasonMessage ?? $"The job is {status.Status}.";
                yield return new() { Time = time, Message = message, Reason = status.Status.ToString(), Source = Name };
            }
            else if (step is EventStep happened)
            {
                yield return new()
                {
                    Time = time,
                    Message = happened.Message,
                    Reason = happened.Reason,
                    Severity = happened.Severity,
                    Source = Name,
                };
            }
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
        var steps = run.Past<MetricStep>(_clock.Now).OrderBy(m => m.Kind).ThenBy(m => m.Node, StringComparer.Ordinal).ThenBy(m => m.At);
        foreach (var step in steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var time = run.TimeOf(step);
            if (query.Kinds.Count > 0 && !query.Kinds.Contains(step.Kind)) continue;
            if (query.Node is not null && step.Node != query.Node) continue;
            if (time < query.Since || time >= query.Until) continue;
            yield return new() { Time = time, Kind = step.Kind, Value = step.Value, Node = step.Node };
        }
    }

    /// <inheritdoc/>
    public override Task<SubmittedValues> ReadValuesAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var job = Find(jobId).Submission ?? throw new JobNotSupportedException(Name, $"The job {jobId} was not submitted by this library.");
        return Task.FromResult(new SubmittedValues
        {
            RecordName = job.RecordName,
            Inputs = job.Inputs.Where(i => i.Location is not null).ToDictionary(i => i.Name, i => i.Location!),
            Outputs = job.Outputs.Where(o => o.Location is not null).ToDictionary(o => o.Name, o => o.Location!),
            Parameters = job.Parameters.Where(p => p.Secret is not { IsInline: true })
                .ToDictionary(p => p.Name, p => p.Secret?.Reference ?? p.Text!),
        });
    }

    /// <inheritdoc/>
    public override Task StopAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = Find(jobId);
        lock (_lock) _stopped.Add(jobId);
        if (run.Script.StopFailure is { } failure) return Task.FromException(failure);
        if (run.Stop(_clock.Now))
        {
            run.CallAtChanges(_clock, () => LookNow(jobId));
            LookNow(jobId);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = Find(jobId);
        if (!run.InfoAt(_clock.Now).Status.IsFinished())
            throw new JobException($"The job {jobId} has not ended and cannot be deleted. Stop it first.");
        lock (_lock) _runs.Remove(run);
        run.Dispose();
        run.Signal();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> CleanUpAsync(JobCleanUpOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        var now = _clock.Now;
        List<JobInfo> newestFirst;
        lock (_lock) newestFirst = [.. _runs.AsEnumerable().Reverse().Select(r => r.InfoAt(now))];
        var due = newestFirst.Skip(options.KeepLast)
            .Where(i => i.Status.IsFinished() && now - (i.FinishedAt ?? i.CreatedAt) > options.OlderThan)
            .Select(i => i.Id)
            .ToList();
        if (!options.DryRun) foreach (var id in due) await DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        return due;
    }

    /// <summary>Deletes the folders of outputs that the backend made.</summary>
    public override ValueTask DisposeAsync()
    {
        List<TestRun> runs;
        lock (_lock)
        {
            IsDisposed = true;
            runs = [.. _runs];
        }

        foreach (var run in runs) run.Dispose();
        if (_folder.IsValueCreated && Directory.Exists(_folder.Value.FullName)) _folder.Value.Delete(recursive: true);
        return base.DisposeAsync();
    }

    /// <summary>
    /// Moves the clock to the next change of any job, and lets who waits for one ask again: time stands still while none is asked for.
    /// </summary>
    private void MoveOn(DateTimeOffset now)
    {
        List<TestRun> open;
        lock (_lock) open = [.. _runs.Where(r => r.NextTime<StatusStep>(now) is not null)];
        if (open.Min(r => r.NextTime<StatusStep>(now)) is not { } next) return;
        _clock.MoveTo(next);
        foreach (var run in open) LookNow(run.Id);
    }

    private static void CheckFiles(Script script, Dictionary<string, DataLocation> outputs)
    {
        foreach (var file in script.Steps.OfType<FileStep>())
        {
            if (!outputs.TryGetValue(file.Output, out var location))
                throw new InvalidOperationException($"The script writes to the output \"{file.Output}\", which the job does not have.");
            if (location.FilePath is null)
            {
                throw new InvalidOperationException(
                    $"The script writes to the output \"{file.Output}\" at {location}, which is not on this machine.");
            }
        }
    }

    private TestRun Start(Func<string, TestRun> create)
    {
        TestRun run;
        lock (_lock)
        {
            run = create(string.Create(CultureInfo.InvariantCulture, $"test-{++_lastNumber}"));
            _runs.Add(run);
        }

        run.CallAtChanges(_clock, () => LookNow(run.Id));
        return run;
    }

    private LocalPath OwnFolder(string run, string output) =>
        LocalPath.Parse(Directory.CreateDirectory(Path.Combine(_folder.Value.FullName, run, output)).FullName + "/");

    private TestRun? TryFind(string jobId)
    {
        lock (_lock) return _runs.Find(r => r.Id == jobId);
    }

    private TestRun Find(string jobId) => TryFind(jobId) ?? throw NotFound(jobId);

    private IReadOnlyList<TestRun> Listed(DateTimeOffset now)
    {
        lock (_lock) return [.. _runs.Where(r => now - r.CreatedAt >= ListLag).Reverse()];
    }

    private Exception? FailureOfStatus()
    {
        Outage? outage;
        lock (_lock) outage = _outage;
        if (outage is null) return null;
        if (AutoAdvance && outage.IsSeen) _clock.MoveTo(Earlier(_clock.Now + PollInterval.Longest, outage.Until));
        if (_clock.Now >= outage.Until) return null;
        outage.IsSeen = true;
        return outage.Failure;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private IReadOnlyList<T> Copy<T>(List<T> list)
    {
        lock (_lock) return [.. list];
    }

    private sealed class Outage(Exception failure, DateTimeOffset until)
    {
        public Exception Failure => failure;

        public DateTimeOffset Until => until;

        public bool IsSeen { get; set; }
    }
}
