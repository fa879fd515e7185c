namespace Pai.Jobs.Internal.Testing;

/// <summary>A job that was submitted: its script, and since when it runs. All that it shows follows from both and the time.</summary>
internal sealed class TestRun(string id, Script script, DateTimeOffset createdAt) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ITimer> _timers = [];
    private IReadOnlyList<ScriptStep> _steps = script.Steps;
    private TaskCompletionSource _changed = NewSignal();
    private int _filesWritten;
    private int _stopRequests;

    public string Id => id;

    public required string Name { get; init; }

    /// <summary>Null for a job that was not submitted by this library.</summary>
    public JobSubmission? Submission { get; init; }

    public JobMarker? Marker { get; init; }

    public required IReadOnlyDictionary<string, DataLocation>? Outputs { get; init; }

    public Script Script => script;

    public DateTimeOffset CreatedAt => createdAt;

    /// <summary>The steps, as far as no stop cuts them off.</summary>
    public IReadOnlyList<ScriptStep> Steps => Volatile.Read(ref _steps);

    /// <summary>Is done when the steps are others than before.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    public DateTimeOffset TimeOf(ScriptStep step) => createdAt + step.At;

    /// <summary>The steps that have happened.</summary>
    public IEnumerable<T> Past<T>(DateTimeOffset now)
        where T : ScriptStep => Steps.OfType<T>().Where(s => TimeOf(s) <= now);

    /// <summary>The time of the next step of a kind; null when none is to come.</summary>
    public DateTimeOffset? NextTime<T>(DateTimeOffset now)
        where T : ScriptStep => Steps.OfType<T>().FirstOrDefault(s => TimeOf(s) > now) is { } step ? TimeOf(step) : null;

    public JobInfo InfoAt(DateTimeOffset now)
    {
        WriteFiles(now);
        var past = Past<StatusStep>(now).ToList();
        var last = past.LastOrDefault() ?? new StatusStep(TimeSpan.Zero, JobStatus.Creating);
        return new()
        {
            Id = id,
            Name = Name,
            RecordName = Submission?.RecordName,
            Status = last.Status,
            StatusText = last.Status.ToString(),
            ReasonCode = last.ReasonCode,
            ReasonMessage = last.ReasonMessage,
            FailureCause = last.FailureCause,
            ExitCode = last.ExitCode,
            NodeCount = Submission?.InstanceCount ?? 1,
            InstanceType = Submission?.InstanceType,
            IsSpot = Submission?.Spot is { Strategy: not SpotStrategy.None },
            CreatedAt = createdAt,
            StartedAt = past.Find(s => s.Status == JobStatus.Running) is { } started ? TimeOf(started) : null,
            FinishedAt = past.Find(s => s.Status.IsFinished()) is { } finished ? TimeOf(finished) : null,
            ConsoleUrl = new($"https://console.example/{id}"),
            Notes = script.Notes,
            Labels = Submission?.Labels ?? new Dictionary<string, string>(),
            Outputs = Outputs,
        };
    }

    /// <summary>The failure of a request to stop the job; null where it succeeds.</summary>
    public Exception? NextStopFailure() =>
        Interlocked.Increment(ref _stopRequests) <= script.FailedStops ? script.StopFailure : null;

    /// <summary>Cuts the script off: steps that have not happened yet never will. False when the job has ended, or stops already.</summary>
    public bool Stop(DateTimeOffset now)
    {
        lock (_lock)
        {
            var past = Past<ScriptStep>(now).ToList();
            var status = past.OfType<StatusStep>().LastOrDefault()?.Status ?? JobStatus.Creating;
            if (status.IsFinished() || status == JobStatus.Stopping) return false;
            var at = now - createdAt;
            Volatile.Write(ref _steps, [
                .. past,
                new StatusStep(at, JobStatus.Stopping) { ReasonCode = "JobStoppedByUser" },
                new StatusStep(at + script.StopTime, JobStatus.Stopped)
                {
                    ReasonCode = "JobStoppedByUser",
                    ReasonMessage = "The job was stopped.",
                },
            ]);
        }

        Signal();
        return true;
    }

    /// <summary>Calls at each change of the status that is to come.</summary>
    public void CallAtChanges(ScriptClock clock, Action action)
    {
        var now = clock.Now;
        foreach (var step in Steps.OfType<StatusStep>().Where(s => TimeOf(s) > now))
        {
            // The clock forgets a timer that nobody holds.
            var timer = clock.CallAt(TimeOf(step), action);
            lock (_lock) _timers.Add(timer);
        }
    }

    /// <summary>Lets those who wait for the job look again.</summary>
    public void Signal() => Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var timer in _timers) timer.Dispose();
            _timers.Clear();
        }
    }

    /// <summary>Writes the files of the steps that have happened.</summary>
    private void WriteFiles(DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var step in Past<FileStep>(now).Skip(_filesWritten))
            {
                var path = Path.Combine(Outputs![step.Output].FilePath!, step.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, step.Content);
                _filesWritten++;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
