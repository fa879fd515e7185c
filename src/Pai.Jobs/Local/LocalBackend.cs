using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.Local;

namespace Pai.Jobs;

/// <summary>Runs jobs on this machine, in a sandbox that shows them the container's paths. No account, no daemon.</summary>
/// <remarks>
/// A run is a folder in the runs directory. It outlives the process that submitted it, and any process finds it there again.
/// The backend runs where there is a POSIX shell; its namespaces need Linux.
/// </remarks>
public sealed class LocalBackend : JobBackend
{
    internal const string BackendName = "local";

    private readonly LocalBackendOptions _options;
    private readonly Lazy<IsolationChoice> _choice;
    private readonly ConcurrentDictionary<string, Process> _supervisors = new();

    /// <summary>Creates the backend. Nothing is written before the first run.</summary>
    /// <param name="options">How jobs run.</param>
    /// <exception cref="JobException">There is no folder for runs.</exception>
    public LocalBackend(LocalBackendOptions? options = null)
        : this(options ?? new(), Environment.GetEnvironmentVariable)
    {
    }

    internal LocalBackend(LocalBackendOptions options, Func<string, string?> environment)
    {
        if (options.GracePeriod < TimeSpan.Zero)
            throw new ArgumentException($"GracePeriod is {options.GracePeriod}; it must be zero or more.", nameof(options));
        _options = options;
        RunsDirectory = Internal.Local.RunsDirectory.Find(options.RunsDirectory, environment);
        _choice = new(() => IsolationChoice.Choose(options.Isolation, environment));
    }

    /// <inheritdoc/>
    public override string Name => BackendName;

    /// <summary>Looking at a run costs a few reads of small files, and the end of one that this process started is told at once.</summary>
    public override PollInterval PollInterval { get; } =
        new() { Shortest = TimeSpan.FromMilliseconds(2), Longest = TimeSpan.FromMilliseconds(200) };

    /// <summary>A job on this machine stops with the program that waits for it, as other programs of a terminal do.</summary>
    public override CtrlCBehavior CtrlC => CtrlCBehavior.StopJob;

    /// <summary>The number of processors.</summary>
    public override int MaxParallel => Environment.ProcessorCount;

    /// <summary>The folder of all runs.</summary>
    public string RunsDirectory { get; }

    private TimeProvider Clock => Context.TimeProvider;

    private RunStore Store => new(RunsDirectory, Clock);

    /// <inheritdoc/>
    public override async Task<PreparedJob> PrepareAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        // To find out what this machine can do takes a process, once; reading the source takes as long as it is large.
        var choice = await Task.Run(() => _choice.Value, cancellationToken).ConfigureAwait(false);
        var folder = new RunFolder(Path.Combine(RunsDirectory, RunIds.Create(Clock.GetUtcNow())));
        // What jobs write is not code, also where it is in the source: an archive with it would be another one each time.
        IReadOnlyList<string> written = [RunsDirectory, .. LocalOutputs.Of(submission, folder).Values.Select(o => o.FilePath!)];
        var (code, problems) = await LocalPreparation.PlanCodeAsync(submission.SourcePath, written, cancellationToken)
            .ConfigureAwait(false);
        return LocalPreparation.Prepare(this, submission, folder, code, problems, RunsDirectory, choice, Context);
    }

    /// <inheritdoc/>
    protected override async Task<JobInfo> SubmitCoreAsync(
        PreparedJob prepared, IProgress<SubmitProgress>? progress, CancellationToken cancellationToken)
    {
        var job = (LocalPreparedJob)prepared;
        var secrets = SecretVariables.Of(job.Submission, Context.Environment);
        Directory.CreateDirectory(RunsDirectory);
        var preparer = new RunPreparer(RunsDirectory, _options, Clock);
        var (folder, record) = await preparer.PrepareAsync(job, secrets.Keys, progress, cancellationToken).ConfigureAwait(false);
        try
        {
            progress?.Report(new() { Step = "starting the job" });
            Watch(folder.Id, Supervisor.Start(folder, record, _options.PassEnvironment, secrets));
        }
        catch
        {
            RunDeletion.MoveAndDelete(folder);
            throw;
        }

        return Store.InfoOf(folder, record);
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyList<JobInfo>> GetAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobIds);
        var jobs = new List<JobInfo>(jobIds.Count);
        foreach (var id in jobIds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Store.TryGet(id) is { } info) jobs.Add(info);
        }

        return Task.FromResult<IReadOnlyList<JobInfo>>(jobs);
    }

    /// <inheritdoc/>
    public override Task<JobInfo?> FindAsync(JobMarker marker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(marker);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Store.Find(marker));
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<JobInfo> ListAsync(JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var (_, info) in Store.List().Where(r => query.Matches(r.Info)).Take(query.MaxCount ?? int.MaxValue))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return info;
        }
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<LogLine> ReadLogsAsync(string jobId, LogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        var (folder, record) = Store.Open(jobId);
        return LocalLog.ReadAsync(
            folder,
            record,
            query,
            () => RunStatus.Of(RunFacts.Read(folder, record, Clock)).Status.IsFinished(),
            Clock,
            cancellationToken);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<JobEvent> ReadEventsAsync(
        string jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var (folder, record) = Store.Open(jobId);
        foreach (var happened in LocalEvents.Of(folder, record, Store.InfoOf(folder, record)))
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
        var (folder, record) = Store.Open(jobId);
        foreach (var point in LocalMetrics.Read(folder, record, query, Store.InfoOf(folder, record), Clock))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return point;
        }
    }

    /// <inheritdoc/>
    public override Task<SubmittedValues> ReadValuesAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Store.ReadValues(jobId));
    }

    /// <inheritdoc/>
    public override Task StopAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (folder, record) = Store.Open(jobId);
        var info = Store.InfoOf(folder, record);
        if (info.ReasonCode == RunStatus.SupervisorLost) Supervisor.KillLeftovers(folder);
        if (info.Status.IsFinished()) return Task.CompletedTask;
        // First on record, then the signal: a supervisor that just starts looks for the record, one that runs gets the signal. Both each
        // time: a process that asked before may have been killed in between.
        var failure = TryRecordStop(folder);
        if (!Supervisor.SignalStop(folder) && failure is not null)
            throw new JobException($"The run {jobId} cannot be asked to stop: {failure.Message}", failure);
        LookNow(jobId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        var (folder, record) = Store.Open(jobId);
        var info = Store.InfoOf(folder, record);
        if (!info.Status.IsFinished()) throw new JobException($"The run {jobId} has not ended and cannot be deleted. Stop it first.");
        if (info.ReasonCode == RunStatus.SupervisorLost) Supervisor.KillLeftovers(folder);
        return Task.Run(() => RunDeletion.MoveAndDelete(folder), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyList<string>> CleanUpAsync(JobCleanUpOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run(() => LocalCleanUp.Run(RunsDirectory, Store.List(), options, Clock), cancellationToken);
    }

    /// <summary>Releases what this process holds of its runs. They continue.</summary>
    public override ValueTask DisposeAsync()
    {
        _supervisors.Clear();
        return base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected internal override JobNotFoundException NotFound(string jobId) => Store.NotFound(jobId);

    private Exception? TryRecordStop(RunFolder folder)
    {
        try
        {
            StopRecord.Write(folder, Clock);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e;
        }
    }

    /// <summary>Tells who waits for a run when its supervisor ends.</summary>
    private void Watch(string jobId, Process supervisor)
    {
        _supervisors[jobId] = supervisor;
        supervisor.WaitForExitAsync(CancellationToken.None).ContinueWith(
            _ =>
            {
                _supervisors.TryRemove(jobId, out var _);
                supervisor.Dispose();
                LookNow(jobId);
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }
}
