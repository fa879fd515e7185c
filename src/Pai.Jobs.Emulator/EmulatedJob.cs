using Pai.Jobs.Internal.Emulator;

namespace Pai.Jobs.Emulator;

/// <summary>
/// The script of a job on the emulated PAI-DLC: its statuses, log lines and events, each at a time after the job's creation. Nothing runs;
/// the clock of the emulator moves the job. A job without statuses succeeds at once.
/// </summary>
public sealed class EmulatedJob
{
    private readonly List<ScriptedStatus> _statuses = [];
    private readonly List<ScriptedLine> _lines = [];
    private readonly List<ScriptedEvent> _events = [];
    private readonly List<ScriptedMetric> _metrics = [];

    /// <summary>The time for which the job is <c>Stopping</c>; zero by default.</summary>
    public TimeSpan StopTime { get; init; }

    /// <summary>The id of the user that it belongs to; null, the default, for the user of the emulator's access keys.</summary>
    public string? UserId { get; init; }

    internal IReadOnlyList<ScriptedStatus> Statuses => _statuses;

    internal IReadOnlyList<ScriptedLine> Lines => _lines;

    internal IReadOnlyList<ScriptedEvent> Events => _events;

    internal IReadOnlyList<ScriptedMetric> Metrics => _metrics;

    /// <summary>
    /// Gives the job a status, any string: <c>Queuing</c>, <c>EnvPreparing</c>, <c>Running</c>, <c>Succeeded</c>, ... Before the first one
    /// it is <c>Creating</c>. Its pods exist from <c>EnvPreparing</c> or <c>Running</c> on; <c>Restarting</c> ends them, and the next such
    /// status starts new ones in their places.
    /// </summary>
    /// <param name="time">The time after the creation, not before that of the last status.</param>
    /// <param name="status">The status.</param>
    /// <param name="reasonCode">The reason, for instance <c>ResourceAllocateFailed</c>; null for that which belongs to the status.</param>
    /// <param name="reasonMessage">The reason in words; null for none.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentException">The time is negative or before that of the last status, or the status is empty.</exception>
    public EmulatedJob At(TimeSpan time, string status, string? reasonCode = null, string? reasonMessage = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(status);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, _statuses.Count > 0 ? _statuses[^1].Time : TimeSpan.Zero);
        _statuses.Add(new(time, status, reasonCode, reasonMessage));
        return this;
    }

    /// <summary>Adds the statuses of a job that queues, prepares and runs, and then succeeds.</summary>
    /// <param name="queuing">How long it queues.</param>
    /// <param name="running">How long it runs.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative, or the script has later statuses.</exception>
    public EmulatedJob Succeeds(TimeSpan queuing, TimeSpan running) =>
        Runs(queuing).At(queuing + NotNegative(running), "Succeeded");

    /// <summary>Adds the statuses of a job that queues, prepares and runs, and then fails.</summary>
    /// <param name="queuing">How long it queues.</param>
    /// <param name="running">How long it runs.</param>
    /// <param name="reasonCode">The reason.</param>
    /// <param name="reasonMessage">The reason in words; null for none.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative, or the script has later statuses.</exception>
    public EmulatedJob Fails(TimeSpan queuing, TimeSpan running, string reasonCode = "JobFailed", string? reasonMessage = null) =>
        Runs(queuing).At(queuing + NotNegative(running), "Failed", reasonCode, reasonMessage);

    /// <summary>Adds the statuses of a job that queues, prepares and runs until it is stopped or a later status.</summary>
    /// <param name="queuing">How long it queues.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or the script has later statuses.</exception>
    public EmulatedJob Runs(TimeSpan queuing = default) =>
        At(TimeSpan.Zero, "Queuing").At(NotNegative(queuing), "EnvPreparing").At(queuing, "Running");

    /// <summary>Adds a line to the log of a pod: of the one that has its place at that time.</summary>
    /// <param name="time">The time after the creation at which the line is written.</param>
    /// <param name="line">The line, as GetPodLogs gives it.</param>
    /// <param name="pod">The role and index of the pod, for instance <c>worker-1</c>; null for the first pod.</param>
    /// <param name="late">How much later the service has the line; zero by default.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative.</exception>
    public EmulatedJob Log(TimeSpan time, string line, string? pod = null, TimeSpan late = default)
    {
        ArgumentNullException.ThrowIfNull(line);
        _lines.Add(new(NotNegative(time), line, pod, NotNegative(late)));
        return this;
    }

    /// <summary>Adds an event of the job or of a pod.</summary>
    /// <param name="time">The time after the creation.</param>
    /// <param name="message">The message.</param>
    /// <param name="pod">The role and index of the pod, for instance <c>worker-0</c>; null for an event of the job.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public EmulatedJob Event(TimeSpan time, string message, string? pod = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        _events.Add(new(NotNegative(time), message, pod));
        return this;
    }

    /// <summary>
    /// Takes the instances of a job away that runs, which then starts again on others: its pods are <c>Evicted</c> and in the
    /// <c>HistoryPods</c> of their successors, and the job has a <c>RestartRecord</c>.
    /// </summary>
    /// <param name="time">The time after the creation, not before that of the last status.</param>
    /// <param name="away">How long the job is <c>Restarting</c>.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative, or the script has later statuses.</exception>
    public EmulatedJob Preempt(TimeSpan time, TimeSpan away) =>
        At(time, "Restarting", "Preempted", "The instances of the job were preempted.").At(time + NotNegative(away), "Running");

    /// <summary>Adds a value that GetJobMetrics gives, for a job on instances whose metrics the service keeps.</summary>
    /// <param name="time">The time after the creation.</param>
    /// <param name="type">The type, for instance <c>CpuCoreUsage</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="pod">The role and index of the pod, for instance <c>worker-1</c>; null for the first pod.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentException">The time is negative, or the type is empty.</exception>
    public EmulatedJob Metric(TimeSpan time, string type, double value, string? pod = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        _metrics.Add(new(NotNegative(time), type, value, pod));
        return this;
    }

    private static TimeSpan NotNegative(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return time;
    }
}
