using Microsoft.Extensions.Logging;
using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs;

/// <summary>An engine that runs jobs. Derive from it to plug in another one; <see cref="PaiSessionBuilder.UseBackend"/> takes it.</summary>
/// <remarks>
/// All members may be called from several threads at once. Ids are the backend's own, and stay valid across processes. A backend does not
/// wait for jobs: the session's watcher asks <see cref="GetAsync"/> for all watched jobs together, and <see cref="LookNow"/> tells it when
/// to. What an engine cannot do it says with a <see cref="JobNotSupportedException"/>, never with an empty answer.
/// </remarks>
public abstract class JobBackend : IAsyncDisposable
{
    private BackendContext? _context;

    /// <summary>The name in configuration and messages: <c>local</c>, <c>dlc</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The interval at which the watcher asks for jobs, unless the backend tells it to look sooner.</summary>
    public virtual PollInterval PollInterval { get; } = new();

    /// <summary>
    /// The services and settings that the backend works with. A session sets it once, before it uses the backend; before that it is
    /// <see cref="BackendContext.Default"/>.
    /// </summary>
    protected internal BackendContext Context => _context ?? BackendContext.Default;

    /// <summary>The logger of the backend.</summary>
    protected ILogger Logger => Context.Logger;

    /// <summary>
    /// The effect of Ctrl+C on a job that <c>RunAsync</c> waits for, where <see cref="RunOptions.CtrlC"/> leaves it to the backend. Default
    /// <see cref="CtrlCBehavior.LeaveJob"/>.
    /// </summary>
    public virtual CtrlCBehavior CtrlC => CtrlCBehavior.LeaveJob;

    /// <summary>
    /// The number of jobs of a batch that run at a time, where <see cref="BatchOptions.MaxParallel"/> is not set. Default 16.
    /// </summary>
    public virtual int MaxParallel => 16;

    /// <summary>
    /// True if the backend honours <see cref="JobSubmission.SubmitKey"/>: however often a job is submitted with a key, there is one.
    /// Default false, and a job with a key is refused.
    /// </summary>
    public virtual bool HasSubmitKeys => false;

    /// <summary>
    /// True if runs cost nothing, as on this machine: they have no cost, and <see cref="RunOptions.MaxCost"/> allows all of them. Default
    /// false.
    /// </summary>
    public virtual bool IsFree => false;

    /// <summary>Raised by <see cref="LookNow"/>.</summary>
    internal event Action<string>? LookNowRequested;

    /// <summary>
    /// Looks up all that a submission needs (an image, a network, a bucket), and changes nothing. What is wrong with the submission on this
    /// backend is in <see cref="PreparedJob.Problems"/>, and not thrown.
    /// </summary>
    /// <param name="submission">The job, all values resolved.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Everything that submitting will do.</returns>
    public abstract Task<PreparedJob> PrepareAsync(JobSubmission submission, CancellationToken cancellationToken);

    /// <summary>Does what was prepared: uploads, and creates the job. Returns at once, while the job is still to run.</summary>
    /// <param name="prepared">The job, prepared by this backend. It can be submitted once.</param>
    /// <param name="progress">Is told what is being uploaded and sent; null for no reports.</param>
    /// <param name="cancellationToken">Cancels the operation, and undoes what was begun, until the job is being created.</param>
    /// <returns>What is known of the job.</returns>
    /// <exception cref="JobValidationException">The job has problems; nothing is sent.</exception>
    /// <exception cref="ArgumentException">The job was prepared by another backend, or was submitted already.</exception>
    /// <exception cref="CodeArchiveException">The code has changed since it was prepared; nothing is sent.</exception>
    /// <exception cref="JobException">The job's submit key belongs to another job.</exception>
    /// <exception cref="JobNotSupportedException">The job has a submit key, and the backend has none.</exception>
    /// <exception cref="JobSubmissionInDoubtException">Whether there is a job now is not known.</exception>
    public Task<JobInfo> SubmitAsync(
        PreparedJob prepared, IProgress<SubmitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        prepared.ThrowIfInvalid();
        if (prepared.Submission.SubmitKey is not null && !HasSubmitKeys)
        {
            throw new JobNotSupportedException(
                Name, "It has no submit keys. Leave RunOptions.SubmitKey out: each submission is then a new run.");
        }

        prepared.Take(this);
        return SubmitInSpanAsync(prepared, progress, cancellationToken);
    }

    private async Task<JobInfo> SubmitInSpanAsync(
        PreparedJob prepared, IProgress<SubmitProgress>? progress, CancellationToken cancellationToken)
    {
        using var span = Spans.Start(SpanNames.Submit, prepared.Submission.RecordName, Name);
        try
        {
            var info = await SubmitCoreAsync(prepared, progress, cancellationToken).ConfigureAwait(false);
            RunTelemetry.Describe(span, info, Name);
            return info;
        }
        catch (Exception e)
        {
            Spans.Fail(span, e);
            throw;
        }
    }

    /// <summary>
    /// Does what was prepared. <see cref="SubmitAsync"/> has checked that it is this backend's, without problems, and not submitted yet.
    /// </summary>
    /// <inheritdoc cref="SubmitAsync"/>
    protected abstract Task<JobInfo> SubmitCoreAsync(
        PreparedJob prepared, IProgress<SubmitProgress>? progress, CancellationToken cancellationToken);

    /// <summary>
    /// The states of some jobs now, asked for in as few calls as the engine allows. A job that does not exist is left out.
    /// </summary>
    /// <param name="jobIds">The jobs.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public abstract Task<IReadOnlyList<JobInfo>> GetAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellationToken);

    /// <summary>The state of one job now.</summary>
    /// <exception cref="JobNotFoundException">The job does not exist.</exception>
    internal async Task<JobInfo> GetOneAsync(string jobId, CancellationToken cancellationToken) =>
        await GetAsync([jobId], cancellationToken).ConfigureAwait(false) is [var info, ..] ? info : throw NotFound(jobId);

    /// <summary>
    /// The identity of a job for another process, with all that another session needs to find it. The default implementation gives
    /// the backend's name only.
    /// </summary>
    /// <param name="jobId">The job.</param>
    /// <param name="name">The name of the run.</param>
    protected internal virtual JobReference ReferTo(string jobId, string name) => new() { Backend = Name, JobId = jobId, Name = name };

    /// <summary>
    /// Adds what only the log shows to the state of a failed job: the exit code, and what follows from it for the cause. Called
    /// on demand, not with every status. The default implementation adds nothing.
    /// </summary>
    /// <param name="ended">The state of the job.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The state, unchanged where the log does not show it or cannot be read.</returns>
    protected internal virtual Task<JobInfo> ReadEndAsync(JobInfo ended, CancellationToken cancellationToken) => Task.FromResult(ended);

    /// <summary>The exception for a job that does not exist, with where it was looked for.</summary>
    /// <param name="jobId">The job.</param>
    protected internal virtual JobNotFoundException NotFound(string jobId) =>
        new(jobId, $"There is no job {jobId} on the backend \"{Name}\".");

    /// <summary>The job that a submission made whose answer was lost; null when there is none, or none is seen yet.</summary>
    /// <param name="marker">
    /// The marker of the submission, from <see cref="PreparedJob.Marker"/> or <see cref="JobSubmissionInDoubtException.Marker"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public abstract Task<JobInfo?> FindAsync(JobMarker marker, CancellationToken cancellationToken);

    /// <summary>The jobs that the query asks for, newest first.</summary>
    /// <param name="query">Which jobs.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public abstract IAsyncEnumerable<JobInfo> ListAsync(JobQuery query, CancellationToken cancellationToken);

    /// <summary>The lines that a job wrote, in order for each node and stream.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="query">Which lines. <see cref="LogQuery.Contains"/> is null: the caller searches.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobNotFoundException">The job does not exist.</exception>
    /// <exception cref="JobNotSupportedException">The query asks for what the engine cannot do.</exception>
    public abstract IAsyncEnumerable<LogLine> ReadLogsAsync(string jobId, LogQuery query, CancellationToken cancellationToken);

    /// <summary>The events of a job, in order.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobNotFoundException">The job does not exist.</exception>
    public abstract IAsyncEnumerable<JobEvent> ReadEventsAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>The metrics of a job, in order of time for each metric and node.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="query">Which metrics.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobNotFoundException">The job does not exist.</exception>
    /// <exception cref="JobNotSupportedException">The engine keeps none for this job.</exception>
    public virtual IAsyncEnumerable<MetricPoint> ReadMetricsAsync(string jobId, MetricQuery query, CancellationToken cancellationToken) =>
        throw new JobNotSupportedException(Name, "It keeps no metrics.");

    /// <summary>The values that a job was submitted with.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobNotFoundException">The job does not exist.</exception>
    /// <exception cref="JobNotSupportedException">
    /// The engine keeps none for this job, for instance since it was not submitted by this library.
    /// </exception>
    public abstract Task<SubmittedValues> ReadValuesAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Reads all that is on record of a job. The default implementation knows the values.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal virtual async Task<RecordedJob> ReadRecordAsync(string jobId, CancellationToken cancellationToken) =>
        new() { Values = await ReadValuesAsync(jobId, cancellationToken).ConfigureAwait(false) };

    /// <summary>Reads the statuses that a job had, with their times, in order. The default implementation has none on record.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal virtual Task<IReadOnlyList<JobPhase>> ReadPhasesAsync(string jobId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JobPhase>>([]);

    /// <summary>Finds out why a job waits, or why it ended as it did. The default implementation knows the status and its reason.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobNotFoundException">The job does not exist.</exception>
    public virtual async Task<JobExplanation> ExplainAsync(string jobId, CancellationToken cancellationToken) =>
        JobExplanation.Of(await GetOneAsync(jobId, cancellationToken).ConfigureAwait(false), Context.TimeProvider.GetUtcNow());

    /// <summary>Asks a job to stop, and returns when the request is on record. A job that has ended already is left as it is.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobNotFoundException">The job does not exist.</exception>
    public abstract Task StopAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>As <see cref="StopAsync"/>, but fails at once where the engine refuses: the caller looks again before each try.</summary>
    internal virtual Task TryStopAsync(string jobId, CancellationToken cancellationToken) => StopAsync(jobId, cancellationToken);

    /// <summary>
    /// Uploads the outputs of a job whose status is <see cref="JobStatus.Publishing"/>, or waits while another process does. The watcher
    /// calls it once for each awaited job. The default implementation does nothing.
    /// </summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Cancels the upload; the next call continues it.</param>
    /// <exception cref="JobException">The outputs cannot be uploaded now.</exception>
    protected internal virtual Task PublishAsync(string jobId, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Deletes a job that has ended, with all that the engine keeps of it.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobNotFoundException">The job does not exist.</exception>
    /// <exception cref="JobException">The job has not ended.</exception>
    public abstract Task DeleteAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Deletes old jobs that have ended, with all that the engine keeps of them.</summary>
    /// <param name="options">Which.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The ids of the jobs that were deleted, or would be (<see cref="JobCleanUpOptions.DryRun"/>).</returns>
    /// <exception cref="JobNotSupportedException">The engine cannot.</exception>
    public virtual Task<IReadOnlyList<string>> CleanUpAsync(JobCleanUpOptions options, CancellationToken cancellationToken) =>
        throw new JobNotSupportedException(Name, "It cannot delete old jobs by itself. List them, and delete each.");

    /// <summary>Removes uploads of earlier jobs: code, inputs and configuration.</summary>
    /// <param name="options">Which.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The folders that were removed, or would be (<see cref="StorageCleanUpOptions.DryRun"/>).</returns>
    /// <exception cref="JobNotSupportedException">The engine keeps no uploads.</exception>
    public virtual Task<IReadOnlyList<RemovedUpload>> CleanUpStorageAsync(
        StorageCleanUpOptions options, CancellationToken cancellationToken) =>
        throw new JobNotSupportedException(Name, "It uploads nothing to OSS for its jobs.");

    /// <summary>Releases what this process holds. Jobs continue to run.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Tells the watcher that a job has probably changed, so that it looks at once instead of at its next interval.</summary>
    /// <param name="jobId">The job.</param>
    protected void LookNow(string jobId) => LookNowRequested?.Invoke(jobId);

    /// <summary>Gives the backend what it works with. A backend belongs to one session.</summary>
    internal void Open(BackendContext context)
    {
        if (Interlocked.CompareExchange(ref _context, context, null) is not null)
            throw new ArgumentException($"The backend \"{Name}\" belongs to another session. Create one for each session.");
    }
}
