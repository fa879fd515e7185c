using System.Runtime.CompilerServices;
using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs;

/// <summary>Runs jobs on PAI-DLC, in containers of Alibaba Cloud. It needs a region, a workspace, a bucket and credentials.</summary>
/// <remarks>
/// Code, configuration and local inputs go to OSS, and the job mounts them. What was checked against the real service, and what was not,
/// is in docs/dlc.md.
/// </remarks>
public sealed class DlcBackend : JobBackend
{
    internal const string BackendName = "dlc";

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    private readonly DlcBackendOptions _options;
    private readonly Lazy<DlcServices> _services;
    private readonly Lazy<DlcStates> _states;
    private readonly Lazy<DlcLogs> _logs;
    private readonly Lazy<DlcEnds> _ends;

    /// <summary>Creates the backend. Nothing is sent before its first use.</summary>
    /// <param name="options">How it is used. Default: the endpoints of the session's region.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DlcBackend(DlcBackendOptions? options = null)
    {
        _options = options ?? new();
        if (_options.MaxParallel < 1)
            throw new ArgumentException($"MaxParallel is {_options.MaxParallel}; it must be greater than zero.", nameof(options));
        _services = new(() => new(Context, _options));
        _states = new(() => new(Services));
        _logs = new(() => new(Services.Jobs, Context.TimeProvider, Logger));
        _ends = new(() => new(_logs.Value, Context.TimeProvider, Logger));
    }

    /// <inheritdoc/>
    public override string Name => BackendName;

    /// <inheritdoc/>
    public override int MaxParallel => _options.MaxParallel;

    /// <summary>
    /// A call of the service tells of a hundred jobs: the more are watched, the longer is the time between two looks at each.
    /// </summary>
    public override PollInterval PollInterval
    {
        get
        {
            var calls = _states.IsValueCreated ? (_states.Value.Asked + DlcClient.MaxPageSize - 1) / DlcClient.MaxPageSize : 1;
            var longest = TimeSpan.FromSeconds(2 * Math.Max(1, calls));
            return new() { Shortest = s_shortest, Longest = longest < s_longest ? longest : s_longest };
        }
    }

    /// <inheritdoc/>
    public override bool HasSubmitKeys => true;

    private DlcServices Services => _services.Value;

    private DlcJobFinder Finder => new(Services);

    /// <inheritdoc/>
    public override async Task<PreparedJob> PrepareAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        return await new DlcPreparation(this, Services, submission).PrepareAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task<JobInfo> SubmitCoreAsync(
        PreparedJob prepared, IProgress<SubmitProgress>? progress, CancellationToken cancellationToken)
    {
        var keys = new DlcSubmitKeys(Services, Finder, _states.Value);
        var info = await new DlcSubmitter(Services, Finder, keys).SubmitAsync((DlcPreparedJob)prepared, progress, cancellationToken)
            .ConfigureAwait(false);
        _states.Value.Remember(info);
        return info;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<JobInfo>> GetAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobIds);
        if (jobIds.Count == 0) return [];
        var jobs = await _states.Value.GetAsync(jobIds, cancellationToken).ConfigureAwait(false);
        return _ends.IsValueCreated ? [.. jobs.Select(_ends.Value.Known)] : jobs;
    }

    /// <inheritdoc/>
    protected internal override JobReference ReferTo(string jobId, string name) =>
        base.ReferTo(jobId, name) with { Region = Services.Settings.Region?.Value, WorkspaceId = Services.WorkspaceId };

    /// <inheritdoc/>
    protected internal override Task<JobInfo> ReadEndAsync(JobInfo ended, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ended);
        return _ends.Value.ReadAsync(ended, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<JobInfo?> FindAsync(JobMarker marker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(marker);
        return Finder.FindAsync(marker, cancellationToken);
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<JobInfo> ListAsync(JobQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new DlcJobLister(Services).ListAsync(query, cancellationToken);
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<LogLine> ReadLogsAsync(string jobId, LogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        return _logs.Value.ReadAsync(jobId, query, cancellationToken);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<JobEvent> ReadEventsAsync(
        string jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = await OfAsync(jobId, () => new DlcEventReader(Services).ReadAsync(jobId, cancellationToken)).ConfigureAwait(false);
        foreach (var item in events) yield return item;
    }

    /// <inheritdoc/>
    /// <remarks>The units of the service's values are not documented: they are passed on as they come.</remarks>
    public override async IAsyncEnumerable<MetricPoint> ReadMetricsAsync(
        string jobId, MetricQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var points = await OfAsync(
            jobId, async () => await new DlcMetricReader(Services).ReadAsync(jobId, query, cancellationToken).ToListAsync(cancellationToken)
                .ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var point in points) yield return point;
    }

    /// <inheritdoc/>
    public override Task<SubmittedValues> ReadValuesAsync(string jobId, CancellationToken cancellationToken) =>
        OfAsync(jobId, () => new DlcValues(Services).ReadAsync(jobId, cancellationToken));

    /// <inheritdoc/>
    internal override Task<RecordedJob> ReadRecordAsync(string jobId, CancellationToken cancellationToken) =>
        OfAsync(jobId, () => new DlcValues(Services).ReadRecordAsync(jobId, cancellationToken));

    /// <inheritdoc/>
    internal override Task<IReadOnlyList<JobPhase>> ReadPhasesAsync(string jobId, CancellationToken cancellationToken) =>
        OfAsync(jobId, async () =>
            DlcPhases.Of(await Services.Jobs.GetJobAsync(jobId, cancellationToken: cancellationToken).ConfigureAwait(false)));

    /// <inheritdoc/>
    public override Task<JobExplanation> ExplainAsync(string jobId, CancellationToken cancellationToken) =>
        OfAsync(jobId, () => new DlcExplainer(Services, _ends.Value).ExplainAsync(jobId, cancellationToken));

    /// <inheritdoc/>
    public override async Task StopAsync(string jobId, CancellationToken cancellationToken)
    {
        await OfAsync(jobId, async () =>
        {
            await new DlcStopper(Services).StopAsync(jobId, cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        LookNow(jobId);
    }

    /// <inheritdoc/>
    internal override async Task TryStopAsync(string jobId, CancellationToken cancellationToken)
    {
        await OfAsync(jobId, async () =>
        {
            await Services.Jobs.StopJobAsync(jobId, cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        LookNow(jobId);
    }

    /// <inheritdoc/>
    /// <remarks>What the job wrote to OSS stays, and so does its configuration there.</remarks>
    public override async Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        await OfAsync(jobId, async () =>
        {
            try
            {
                await Services.Jobs.DeleteJobAsync(jobId, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (PaiServiceException e) when (e.Kind == PaiServiceErrorKind.WrongState)
            {
                throw new JobException($"The job {jobId} has not ended and cannot be deleted. Stop it first. {e.Message}", e);
            }
        }).ConfigureAwait(false);
        _states.Value.Forget(jobId);
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyList<RemovedUpload>> CleanUpStorageAsync(
        StorageCleanUpOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new DlcCleanUp(Services).RunAsync(options, cancellationToken);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_services.IsValueCreated) Services.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A job that the service does not know is the library's own exception.</summary>
    private async Task<T> OfAsync<T>(string jobId, Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (PaiServiceException e) when (e.Kind == PaiServiceErrorKind.NotFound)
        {
            throw NotFound(jobId);
        }
    }
}
