using Pai.Jobs.Internal.Testing;

namespace Pai.Jobs.Testing;

/// <summary>The script of a job of a <see cref="TestBackend"/>: steps that follow each other, each with its time.</summary>
/// <remarks>
/// A step takes place when the one before it has; <see cref="After"/> puts time between them, by the backend's fake clock. A script
/// without times is over at once, and a script without an end runs until the job is stopped.
/// </remarks>
public sealed class ScriptedJob
{
    private readonly List<ScriptStep> _steps = [];
    private readonly Dictionary<string, DataLocation> _outputs = [];
    private readonly List<string> _notes = [];
    private TimeSpan _at;
    private TimeSpan _stopTime;
    private Exception? _stopFailure;
    private int _failedStops = int.MaxValue;
    private bool _losesAnswer;
    private bool _mergesLog;
    private bool _hasEnded;

    /// <summary>Lets time pass before the next step.</summary>
    /// <param name="time">The time, zero or more.</param>
    public ScriptedJob After(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        _at += time;
        return this;
    }

    /// <summary>The job waits for resources: <see cref="JobStatus.Queuing"/>.</summary>
    /// <param name="time">How long until the next step.</param>
    public ScriptedJob Queue(TimeSpan time = default) => Enter(JobStatus.Queuing, time);

    /// <summary>The job runs: <see cref="JobStatus.Running"/>.</summary>
    /// <param name="time">How long until the next step.</param>
    public ScriptedJob Run(TimeSpan time = default) => Enter(JobStatus.Running, time);

    /// <summary>The job succeeds.</summary>
    public ScriptedJob Succeed() => Add(new StatusStep(_at, JobStatus.Succeeded) { ExitCode = 0 });

    /// <summary>The job fails.</summary>
    /// <param name="exitCode">The exit code of the command; null where there is none.</param>
    /// <param name="reasonCode">A short code of the reason.</param>
    /// <param name="reasonMessage">The reason in a sentence.</param>
    public ScriptedJob Fail(int? exitCode = 1, string? reasonCode = null, string? reasonMessage = null) =>
        Add(new StatusStep(_at, JobStatus.Failed) { ExitCode = exitCode, ReasonCode = reasonCode, ReasonMessage = reasonMessage });

    /// <summary>The job fails for a cause that is not its command's, or for one that cannot be told.</summary>
    /// <param name="cause">The cause (<see cref="JobInfo.FailureCause"/>).</param>
    /// <param name="reasonCode">A short code of the reason.</param>
    /// <param name="reasonMessage">The reason in a sentence.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cause is <see cref="JobFailureCause.None"/>, or undefined.</exception>
    public ScriptedJob FailBy(JobFailureCause cause, string? reasonCode = null, string? reasonMessage = null)
    {
        if (cause == JobFailureCause.None || !Enum.IsDefined(cause))
            throw new ArgumentOutOfRangeException(nameof(cause), cause, "It must be a cause of a failure.");
        return Add(new StatusStep(_at, JobStatus.Failed) { Cause = cause, ReasonCode = reasonCode, ReasonMessage = reasonMessage });
    }

    /// <summary>The job takes a status, any of them.</summary>
    /// <param name="status">The status.</param>
    /// <param name="time">How long until the next step.</param>
    public ScriptedJob Enter(JobStatus status, TimeSpan time = default) => Add(new StatusStep(_at, status)).After(time);

    /// <summary>The job writes a line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="node">The node; null where the backend does not tell.</param>
    public ScriptedJob WriteLine(string text, LogStream stream = LogStream.StandardOutput, string? node = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Add(new LogStep(_at, text, stream, node));
    }

    /// <summary>Adds an event of the job. A change of its status is an event too.</summary>
    /// <param name="message">What, for people.</param>
    /// <param name="reason">A short code of the reason.</param>
    /// <param name="severity">How serious it is.</param>
    public ScriptedJob Report(string message, string? reason = null, EventSeverity severity = EventSeverity.Information)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Add(new EventStep(_at, message, reason, severity));
    }

    /// <summary>A metric is measured.</summary>
    /// <param name="kind">The metric.</param>
    /// <param name="value">Its value.</param>
    /// <param name="node">The node; null where the backend does not tell.</param>
    public ScriptedJob Measure(MetricKind kind, double value, string? node = null) => Add(new MetricStep(_at, kind, value, node));

    /// <summary>The job writes a file of an output, which must be a folder of this machine.</summary>
    /// <param name="output">The output channel.</param>
    /// <param name="path">The path in the output, with slashes.</param>
    /// <param name="content">The content, written as UTF-8.</param>
    public ScriptedJob WriteFile(string output, string path, string content)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(content);
        if (Path.IsPathRooted(path) || path.Split('/').Contains(".."))
        {
            throw new ArgumentException(
                $"\"{path}\" leads out of the output. It must be a path in the output, such as \"tables/part-0.csv\".", nameof(path));
        }

        return Add(new FileStep(_at, output, path, content));
    }

    /// <summary>
    /// The location of an output. Not given: the location in the record, else a folder of the backend's own that is deleted with it.
    /// </summary>
    /// <param name="name">The output channel.</param>
    /// <param name="location">The location.</param>
    public ScriptedJob Output(string name, DataLocation location)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(location);
        _outputs[name] = location;
        return this;
    }

    /// <summary>A note on the run (<see cref="JobInfo.Notes"/>).</summary>
    /// <param name="note">The note, a sentence.</param>
    public ScriptedJob Note(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        _notes.Add(note);
        return this;
    }

    /// <summary>The lines come as from a cloud that merges the streams: <see cref="LogStream.Combined"/>, and without a time.</summary>
    public ScriptedJob MergeLog()
    {
        _mergesLog = true;
        return this;
    }

    /// <summary>Lets reading the log fail after the lines so far.</summary>
    /// <param name="failure">The exception.</param>
    public ScriptedJob BreakLog(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return Add(new LogStep(_at, "", LogStream.System, Node: null, failure));
    }

    /// <summary>
    /// The answer to the submission is lost: there is a job, and the one who submits it gets a <see cref="JobSubmissionInDoubtException"/>.
    /// </summary>
    public ScriptedJob LoseAnswer()
    {
        _losesAnswer = true;
        return this;
    }

    /// <summary>Sets the time that the job is <see cref="JobStatus.Stopping"/> when it is stopped. Default: zero.</summary>
    /// <param name="time">The time, zero or more.</param>
    public ScriptedJob StopIn(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        _stopTime = time;
        return this;
    }

    /// <summary>Lets stopping the job fail; the job continues.</summary>
    /// <param name="failure">The exception.</param>
    public ScriptedJob FailStop(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        _stopFailure = failure;
        return this;
    }

    /// <summary>Lets the first requests to stop the job fail; the job continues.</summary>
    /// <param name="failure">The exception.</param>
    /// <param name="times">How many requests, one or more.</param>
    public ScriptedJob FailStop(Exception failure, int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _failedStops = times;
        return FailStop(failure);
    }

    internal Script ToScript() => new()
    {
        Steps = [.. _steps],
        Outputs = new Dictionary<string, DataLocation>(_outputs),
        Notes = [.. _notes],
        StopTime = _stopTime,
        StopFailure = _stopFailure,
        FailedStops = _failedStops,
        LosesAnswer = _losesAnswer,
        MergesLog = _mergesLog,
    };

    private ScriptedJob Add(ScriptStep step)
    {
        if (step is StatusStep { Status: var status })
        {
            if (_hasEnded)
                throw new InvalidOperationException($"The job has ended in its script already; it cannot be {status} after that.");
            _hasEnded = status.IsFinished();
        }

        _steps.Add(step);
        return this;
    }
}
