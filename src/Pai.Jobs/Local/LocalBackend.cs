using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Pai.Jobs.Internal.Backends;
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
    private readonly CancellationTokenSource _disposed = new();
    private Task? _pruning;

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
        if (options.Isolation is { } isolation && !Enum.IsDefined(isolation))
        {
            throw new ArgumentException(
                $"Isolation is {isolation}; it must be one of {string.Join(", ", Enum.GetNames<LocalIsolation>())}.", nameof(options));
        }

        if (options.PreemptAfter < TimeSpan.Zero)
            throw new ArgumentException($"PreemptAfter is {options.PreemptAfter}; it must be zero or more.", nameof(options));
        if (options.Preemptions < 1)
            throw new ArgumentException($"Preemptions is {options.Preemptions}; it must be 1 or more.", nameof(options));
        if (options.KeepWorkFiles < TimeSpan.Zero)
            throw new ArgumentException($"KeepWorkFiles is {options.KeepWorkFiles}; it must be zero or more.", nameof(options));
        if (options.InputCacheBytes < 0)
            throw new ArgumentException($"InputCacheBytes is {options.InputCacheBytes}; it must be zero or more.", nameof(options));
        if (options.PassEnvironment.FirstOrDefault(n => string.IsNullOrEmpty(n) || n.AsSpan().ContainsAny('=', '\0')) is { } name)
        {
            throw new ArgumentException(
                $"PassEnvironment has \"{name}\", which is not the name of a variable. Write the name alone, as in \"HF_HOME\".",
                nameof(options));
        }

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

    /// <inheritdoc/>
    public override bool HasSubmitKeys => true;

    /// <inheritdoc/>
    public override bool IsFree => true;

    /// <summary>The folder of all runs.</summary>
    public string RunsDirectory { get; }

    /// <inheritdoc/>
    protected internal override JobReference ReferTo(string jobId, string name) =>
        base.ReferTo(jobId, name) with { RunsDirectory = RunsDirectory };

    private TimeProvider Clock => Context.TimeProvider;

    private OutputPublisher Publisher => new(Context.Storage, Clock, Logger);

    private RunStore Store => new(RunsDirectory, Clock);

    private LocalFault Fault => new(RunsDirectory, NotFound);

    /// <inheritdoc/>
    public override async Task<PreparedJob> PrepareAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        // To find out what this machine can do takes a process, once; reading the source takes as long as it is large.
        var choice = await Task.Run(() => _choice.Value, cancellationToken).ConfigureAwait(false);
        var folder = new RunFolder(Path.Combine(RunsDirectory, RunIds.Create(Clock.GetUtcNow())));
        // What jobs write is not code, also where it is in the source: an archive with it would be another one each time.
        var outputs = LocalOutputs.Of(submission, folder);
        IReadOnlyList<string> written = [RunsDirectory, .. outputs.Select(o => o.Folder)];
        var (code, problems) = await LocalPreparation.PlanCodeAsync(submission.SourcePath, written, cancellationToken)
            .ConfigureAwait(false);
        var (ossSource, sourceProblems) = await OssInputPlan.FindSourceAsync(submission, Context.Storage, cancellationToken)
            .ConfigureAwait(false);
        var (ossInputs, inputProblems) = await OssInputPlan.FindAsync(submission, Context.Storage, cancellationToken).ConfigureAwait(false);
        ossInputs = [.. ossInputs.Select(i => SelectedInput.Of(i, submission.Selections.GetValueOrDefault(i.Name)))];
        var outputProblems = await OssOutputRules.CheckAsync(submission, outputs, Context.Storage, cancellationToken)
            .ConfigureAwait(false);
        var notes = LocalNotes.Of(submission, ossSource, ossInputs, outputs, choice.Isolation, _options.PassEnvironment);
        return LocalPreparation.Prepare(
            this,
            submission,
            folder,
            code,
            [.. problems, .. sourceProblems, .. inputProblems, .. outputProblems],
            RunsDirectory,
            choice,
            ossSource,
            ossInputs,
            outputs,
            notes,
            Context);
    }

    /// <inheritdoc/>
    protected override Task<JobInfo> SubmitCoreAsync(
        PreparedJob prepared, IProgress<SubmitProgress>? progress, CancellationToken cancellationToken)
    {
        var submitter = new LocalSubmitter(RunsDirectory, _options, Context, Store, Fault, (id, supervisor) =>
        {
            Watch(id, supervisor);
            PruneOnce();
        });
        return submitter.SubmitAsync((LocalPreparedJob)prepared, progress, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyList<JobInfo>> GetAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobIds);
        var jobs = new List<JobInfo>(jobIds.Count);
        foreach (var id in jobIds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Fault.Try($"The run {id} cannot be read", () => Store.TryGet(id)) is { } info) jobs.Add(info);
        }

        return Task.FromResult<IReadOnlyList<JobInfo>>(jobs);
    }

    /// <inheritdoc/>
    public override Task<JobInfo?> FindAsync(JobMarker marker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(marker);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Fault.Try("The runs cannot be searched", () => Store.Find(marker)));
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<JobInfo> ListAsync(JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await Task.CompletedTask.ConfigureAwait(false);
        // Only the folder of all runs can fail: a run that cannot be read is left out.
        var runs = Fault.Try("The runs cannot be listed", () => Store.List());
        foreach (var (_, info) in runs.Where(r => query.Matches(r.Info)).Take(query.MaxCount ?? int.MaxValue))
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
        var (folder, record) = Open(jobId);
        var lines = LocalLog.ReadAsync(
            folder,
            record,
            query,
            // Of a run that was deleted nothing more is to come. The open files have what it wrote.
            () => !Directory.Exists(folder.Root) || RunStatus.Of(RunFacts.Read(folder, record, Clock)).IsCommandOver,
            Clock,
            cancellationToken);
        return Fault.ReadAsync(jobId, "read", lines, cancellationToken);
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<JobEvent> ReadEventsAsync(string jobId, CancellationToken cancellationToken) =>
        ReadAsync(jobId, (folder, record, info) => LocalEvents.Of(folder, record, info), cancellationToken);

    /// <inheritdoc/>
    internal override Task<IReadOnlyList<JobPhase>> ReadPhasesAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (folder, record) = Open(jobId);
        return Task.FromResult(Fault.Try(jobId, "read", () => LocalPhases.Of(folder, Store.InfoOf(folder, record))));
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<MetricPoint> ReadMetricsAsync(string jobId, MetricQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(jobId, (folder, record, info) => LocalMetrics.Read(folder, record, query, info, Clock), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<SubmittedValues> ReadValuesAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Fault.Try(jobId, "read", () => Store.ReadValues(jobId)));
    }

    /// <inheritdoc/>
    internal override Task<RecordedJob> ReadRecordAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (_, record) = Open(jobId);
        return Task.FromResult(new RecordedJob
        {
            Values = Fault.Try(jobId, "read", () => Store.ReadValues(jobId)),
            Code = CodeStore.Find(RunsDirectory, record.CodeSha256),
            Image = record.Image,
        });
    }

    /// <inheritdoc/>
    public override async Task StopAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (folder, record) = Open(jobId);
        var info = Fault.Try(jobId, "read", () => Store.InfoOf(folder, record));
        if (info.ReasonCode == RunStatus.SupervisorLost) Supervisor.KillLeftovers(folder);
        if (info.Status.IsFinished()) return;
        // First on record, then the signal: a supervisor that just starts looks for the record, one that runs gets the signal. Both each
        // time: a process that asked before may have been killed in between.
        var failure = TryRecordStop(folder);
        if (!Supervisor.SignalStop(folder) && failure is not null) throw Fault.Of($"The run {jobId} cannot be asked to stop", failure);
        LookNow(jobId);
        if (info.Status == JobStatus.Publishing) await AbandonAsync(folder, record, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected internal override async Task PublishAsync(string jobId, CancellationToken cancellationToken)
    {
        var (folder, record) = Open(jobId);
        try
        {
            await Publisher.PublishAsync(folder, record, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (LocalFault.IsOne(e))
        {
            throw Fault.OfRun(jobId, "published", e);
        }

        LookNow(jobId);
    }

    /// <inheritdoc/>
    public override Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (folder, record) = Open(jobId);
        var info = Fault.Try(jobId, "read", () => Store.InfoOf(folder, record));
        if (!info.Status.IsFinished()) throw new JobException($"The run {jobId} has not ended and cannot be deleted. Stop it first.");
        if (Supervisor.HasLeftovers(folder))
            throw new JobException($"Processes of the run {jobId} still run, so it cannot be deleted. StopAsync ends them.");
        if (Fault.Try(jobId, "read", () => Store.UserOf(folder, record)) is { } user)
            throw new JobException($"The run {jobId} has the checkpoints of {user}, which has not ended, so it cannot be deleted.");
        return Task.Run(
            () =>
            {
                var trash = Fault.Try(jobId, "deleted", () => RunDeletion.MoveAway(folder));
                return Fault.Try($"The run {jobId} was deleted, except for the files left in {trash}", () => Delete(trash));
            },
            cancellationToken);

        static bool Delete(string path)
        {
            RunDeletion.Delete(path);
            return true;
        }
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyList<string>> CleanUpAsync(JobCleanUpOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run(() => Fault.Try("The runs cannot be cleaned up", CleanUp), cancellationToken);

        IReadOnlyList<string> CleanUp()
        {
            var deleted = new LocalCleanUp(RunsDirectory, Clock, Logger).Run(Store.List(), options, cancellationToken);
            if (options.DryRun) return deleted;
            WorkFiles.Prune(Store, _options.KeepWorkFiles, Clock, Logger, cancellationToken);
            InputCache.Trim(RunsDirectory, _options.InputCacheBytes, Clock.GetUtcNow());
            return deleted;
        }
    }

    /// <summary>Releases what this process holds of its runs. They continue.</summary>
    public override async ValueTask DisposeAsync()
    {
        _supervisors.Clear();
        await _disposed.CancelAsync().ConfigureAwait(false);
        if (_pruning is { } pruning) await pruning.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected internal override JobNotFoundException NotFound(string jobId) => Store.NotFound(jobId);

    private (RunFolder Folder, RunRecord Record) Open(string jobId) => Fault.Try(jobId, "read", () => Store.Open(jobId));

    private IAsyncEnumerable<T> ReadAsync<T>(
        string jobId, Func<RunFolder, RunRecord, JobInfo, IEnumerable<T>> read, CancellationToken cancellationToken)
    {
        return Fault.ReadAsync(jobId, "read", Read(cancellationToken), cancellationToken);

        async IAsyncEnumerable<T> Read([EnumeratorCancellation] CancellationToken token)
        {
            await Task.CompletedTask.ConfigureAwait(false);
            var (folder, record) = Store.Open(jobId);
            foreach (var item in read(folder, record, Store.InfoOf(folder, record)))
            {
                token.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }

    /// <summary>Removes the parts of large files that are on OSS already. The stop counts without it.</summary>
    private async Task AbandonAsync(RunFolder folder, RunRecord record, CancellationToken cancellationToken)
    {
        try
        {
            await Publisher.AbandonAsync(folder, record, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PaiException || LocalFault.IsOne(e))
        {
            LocalMessages.NotAbandoned(Logger, record.Id, e);
        }
    }

    /// <summary>Deletes the work files of old runs beside the first run that this backend starts.</summary>
    private void PruneOnce()
    {
        if (_pruning is not null || _options.KeepWorkFiles == TimeSpan.MaxValue) return;
        _pruning = Task.Run(
            () =>
            {
                try
                {
                    WorkFiles.Prune(Store, _options.KeepWorkFiles, Clock, Logger, _disposed.Token);
                }
                catch (Exception e) when (LocalFault.IsOne(e))
                {
                    LocalMessages.NotPruned(Logger, RunsDirectory, e);
                }
            },
            CancellationToken.None);
    }

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

    /// <summary>Wakes the waits of a run when its supervisor ends.</summary>
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
