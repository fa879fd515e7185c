using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pai.Jobs;

/// <summary>Runs jobs on this machine, in a sandbox that shows them the container's paths. No account, no daemon.</summary>
/// <remarks>
/// A run is a folder in the runs directory. It outlives the process that submitted it, and any process finds it there again.
/// The backend runs where there is a POSIX shell; its namespaces need Linux.
/// </remarks>
public sealed class LocalBackend : IJobBackend
{
    internal const string BackendName = "local";

    private static readonly TimeSpan s_shortestPoll = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan s_longestPoll = TimeSpan.FromMilliseconds(200);

    private readonly LocalBackendOptions _options;
    private readonly RunStore _store;
    private readonly Lazy<IsolationChoice> _choice;
    private readonly ConcurrentDictionary<string, Task> _supervisors = new();

    /// <summary>Creates the backend. Nothing is written before the first run.</summary>
    /// <param name="options">How jobs run.</param>
    /// <exception cref="JobException">There is no folder for runs.</exception>
    public LocalBackend(LocalBackendOptions? options = null)
        : this(options ?? new(), Environment.GetEnvironmentVariable)
    {
    }

    internal LocalBackend(LocalBackendOptions options, Func<string, string?> environment)
    {
        if (options.GracePeriod < TimeSpan.Zero) throw new ArgumentException($"GracePeriod is {options.GracePeriod}; it must be zero or more.", nameof(options));
        _options = options;
        _store = new(Pai.Jobs.RunsDirectory.Find(options.RunsDirectory, environment), options.TimeProvider);
        _choice = new(() => IsolationChoice.Choose(options.Isolation, environment));
    }

    /// <inheritdoc/>
    public string Name => BackendName;

    /// <summary>The folder of all runs.</summary>
    public string RunsDirectory => _store.Directory;

    /// <summary>How jobs are kept apart on this machine.</summary>
    /// <exception cref="JobException">The isolation that was asked for does not work here.</exception>
    public LocalIsolation Isolation => _choice.Value.Isolation;

    /// <inheritdoc/>
    public IReadOnlyList<JobProblem> Validate(JobSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        return [.. LocalRules.Check(submission), .. Sandbox.Of(Isolation).Validate(submission, RunsDirectory)];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> DescribeAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        var choice = _choice.Value;
        return Task.FromResult<IReadOnlyList<string>>(
        [
            $"A new folder below {RunsDirectory} gets the code, the config folder, the logs and the outputs.",
            $"The command runs on this machine in {choice.Isolation} isolation. {choice.Reason}",
        ]);
    }

    /// <inheritdoc/>
    public async Task<JobState> SubmitAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        Directory.CreateDirectory(RunsDirectory);
        var (folder, record) = await new RunPreparer(RunsDirectory, _choice.Value, _options).PrepareAsync(submission, cancellationToken).ConfigureAwait(false);
        try
        {
            Watch(folder.Id, Supervisor.Start(folder, record, _options.PassEnvironment));
        }
        catch
        {
            RunDeletion.MoveAndDelete(folder);
            throw;
        }

        return _store.StateOf(folder, record);
    }

    /// <inheritdoc/>
    public Task<JobState> GetAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (folder, record) = _store.Find(jobId);
        return Task.FromResult(_store.StateOf(folder, record));
    }

    /// <inheritdoc/>
    public async Task<JobState> WaitAsync(string jobId, CancellationToken cancellationToken)
    {
        var (folder, record) = _store.Find(jobId);
        // A supervisor that this process started tells of its end at once; one of another process has to be looked at.
        if (_supervisors.TryGetValue(jobId, out var supervisor)) await supervisor.WaitAsync(cancellationToken).ConfigureAwait(false);
        for (var delay = s_shortestPoll; ; delay = Longer(delay))
        {
            var state = _store.StateOf(folder, record);
            if (state.Status.IsFinished()) return state;
            await Task.Delay(delay, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JobState> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var (_, state) in _store.List())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return state;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LogLine> ReadLogsAsync(string jobId, bool follow, CancellationToken cancellationToken)
    {
        var (folder, record) = _store.Find(jobId);
        return LocalLog.ReadAsync(folder, follow, () => RunStatus.Of(RunFacts.Read(folder, record, _options.TimeProvider)).Status.IsFinished(), _options.TimeProvider, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JobEvent> ReadEventsAsync(string jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var (folder, record) = _store.Find(jobId);
        foreach (var happened in LocalEvents.Of(folder, record, _store.StateOf(folder, record)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return happened;
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (folder, record) = _store.Find(jobId);
        var state = _store.StateOf(folder, record);
        if (state.ReasonCode == RunStatus.SupervisorLost) Supervisor.KillLeftovers(folder);
        if (state.Status.IsFinished() || File.Exists(folder.StopFile)) return Task.CompletedTask;
        // First on record, then the signal: a supervisor that just starts looks for the record, one that runs gets the signal.
        AtomicFile.Write(folder.StopFile, RunStatus.StoppedByUser + "\n");
        if (RunFacts.ReadFact(folder.SupervisorFile) is { } fact && ProcessIdentity.Parse(fact) is { } supervisor) Supervisor.SignalStop(supervisor);
        return Task.CompletedTask;
    }

    /// <summary>Deletes old runs with all that is in their folders, outputs among it.</summary>
    /// <param name="options">Which.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The ids of the runs that were deleted, or would be (<see cref="LocalCleanUpOptions.DryRun"/>).</returns>
    public Task<IReadOnlyList<string>> CleanUpAsync(LocalCleanUpOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => LocalCleanUp.Run(RunsDirectory, _store.List(), options ?? new(), _options.TimeProvider), cancellationToken);

    /// <summary>Deletes one run with all that is in its folder.</summary>
    /// <param name="jobId">The run.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="JobNotFoundException">There is no such run.</exception>
    /// <exception cref="JobException">It has not ended; stop it first.</exception>
    public Task DeleteAsync(string jobId, CancellationToken cancellationToken = default)
    {
        var (folder, record) = _store.Find(jobId);
        var state = _store.StateOf(folder, record);
        if (!state.Status.IsFinished()) throw new JobException($"The run {jobId} has not ended and cannot be deleted. Stop it first.");
        if (state.ReasonCode == RunStatus.SupervisorLost) Supervisor.KillLeftovers(folder);
        return Task.Run(() => RunDeletion.MoveAndDelete(folder), cancellationToken);
    }

    /// <summary>Lets go of what this process holds of its runs. They go on.</summary>
    public ValueTask DisposeAsync()
    {
        _supervisors.Clear();
        return ValueTask.CompletedTask;
    }

    private void Watch(string jobId, Process supervisor)
    {
        var exited = supervisor.WaitForExitAsync(CancellationToken.None);
        _supervisors[jobId] = exited;
        exited.ContinueWith(
            _ =>
            {
                _supervisors.TryRemove(jobId, out var _);
                supervisor.Dispose();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private static TimeSpan Longer(TimeSpan delay) => delay * 1.5 < s_longestPoll ? delay * 1.5 : s_longestPoll;
}
