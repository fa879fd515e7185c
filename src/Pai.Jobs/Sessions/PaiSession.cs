using Pai.Jobs.Internal.Running;
using Pai.Jobs.Internal.Sessions;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs;

/// <summary>The backend, the settings and the identity that jobs run with: all that a job needs besides its own values.</summary>
/// <remarks>Safe to use from several threads. Disposing it leaves submitted jobs running. There is no global session.</remarks>
public sealed class PaiSession : IAsyncDisposable
{
    private readonly ConfigurationSource _configuration;
    private readonly Lazy<PaiSettings> _settings;
    private readonly OssClient _client;
    private readonly OssStorage _storage;
    private readonly ServiceClients _services;
    private PaiImages? _images;
    private PaiInstanceTypes? _instanceTypes;
    private int _disposed;

    internal PaiSession(
        JobBackend backend,
        string backendSource,
        PaiCredentials credentials,
        ConfigurationSource configuration,
        Lazy<PaiSettings> settings,
        OssClient client,
        OssStorage storage,
        ServiceClients services)
    {
        Backend = backend;
        BackendSource = backendSource;
        Credentials = credentials;
        Watcher = new(backend);
        Projects = new(backend.Context.Environment);
        _configuration = configuration;
        (_settings, _client, _storage, _services) = (settings, client, storage, services);
    }

    /// <summary>The engine that runs the jobs.</summary>
    public JobBackend Backend { get; }

    /// <summary>The source of the choice of backend, for people: an option, a variable, a file, or the default.</summary>
    public string BackendSource { get; }

    /// <summary>The region, for instance <c>cn-hangzhou</c>: it replaces <c>{region}</c> in images. Null where nothing names one.</summary>
    public string? Region => Backend.Context.Region;

    /// <summary>
    /// As whom the session works: <see cref="PaiSessionBuilder.Credentials"/>, else the default chain. Nothing is looked for before its
    /// first use.
    /// </summary>
    public PaiCredentials Credentials { get; }

    /// <summary>
    /// Region, workspace, bucket, endpoint and network, each with its source. They are found at first use, from code, the environment and
    /// files.
    /// </summary>
    /// <exception cref="JobException">A value is invalid, or the configuration file cannot be read.</exception>
    public PaiSettings Settings => _settings.Value;

    /// <summary>Uploads, downloads, lists, copies and deletes objects in OSS, with the session's credentials and endpoint.</summary>
    /// <exception cref="ObjectDisposedException">The session is disposed.</exception>
    public OssStorage Storage
    {
        get
        {
            ThrowIfDisposed();
            return _storage;
        }
    }

    /// <summary>Finds images for jobs: those of PAI, and those of the session's workspace. It works with any backend.</summary>
    /// <exception cref="ObjectDisposedException">The session is disposed.</exception>
    public PaiImages Images
    {
        get
        {
            ThrowIfDisposed();
            // Made here, so that a trimmed program without it has nothing of it.
            return LazyInitializer.EnsureInitialized(
                ref _images, () => new(_services.WorkspaceAsync, Region, () => Settings.WorkspaceId?.Value, TimeProvider));
        }
    }

    /// <summary>Lists the instance types that the region offers. It works with any backend.</summary>
    /// <exception cref="ObjectDisposedException">The session is disposed.</exception>
    public PaiInstanceTypes InstanceTypes
    {
        get
        {
            ThrowIfDisposed();
            return LazyInitializer.EnsureInitialized(ref _instanceTypes, () => new(_services.DlcAsync, TimeProvider));
        }
    }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider => Backend.Context.TimeProvider;

    internal JobWatcher Watcher { get; }

    /// <summary>The published projects of the session's jobs.</summary>
    internal ProjectCode Projects { get; }

    internal SharedLogs Logs { get; } = new();

    /// <summary>
    /// A builder for a session, whose settings come from the environment and the configuration file where they are not set.
    /// </summary>
    public static PaiSessionBuilder CreateBuilder() => new();

    /// <summary>A session as the environment says, then the configuration file; a local one where neither says anything.</summary>
    /// <param name="configure">Sets in code what the environment does not decide.</param>
    /// <exception cref="JobException">A backend is asked for that does not exist, or the configuration file cannot be read.</exception>
    public static PaiSession CreateDefault(Action<PaiSessionBuilder>? configure = null)
    {
        var builder = CreateBuilder();
        configure?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>A session that runs jobs on this machine, whatever the environment says.</summary>
    /// <param name="options">How jobs run.</param>
    public static PaiSession Local(LocalBackendOptions? options = null) => CreateBuilder().UseLocal(options).Build();

    /// <summary>The jobs that a query asks for, newest first.</summary>
    /// <param name="query">Which jobs. Default: all.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <exception cref="ArgumentException">The query asks for fewer than one job.</exception>
    public IAsyncEnumerable<JobInfo> ListJobsAsync(JobQuery? query = null, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        query ??= new();
        if (query.MaxCount < 1)
            throw new ArgumentException($"JobQuery.MaxCount is {query.MaxCount}; it must be greater than zero.", nameof(query));
        return Backend.ListAsync(query, cancellationToken);
    }

#pragma warning disable RS0026 // The two differ in a parameter that must be given.
    /// <summary>A job of any record, or of none that this program knows, by its id or by the marker of its submission.</summary>
    /// <param name="jobIdOrMarker">The id, or the string of a <see cref="JobMarker"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobNotFoundException">The job does not exist, or is not listed yet.</exception>
    public async Task<JobRun> AttachAsync(string jobIdOrMarker, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return Open(await AttachedJob.FindAsync(Backend, jobIdOrMarker, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A job of any record, by the identity that <see cref="JobRun.ToReference"/> gave in another process.</summary>
    /// <param name="reference">The identity.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobException">The job is on another backend, or in another region, workspace or folder of runs.</exception>
    /// <exception cref="JobNotFoundException">The job does not exist.</exception>
    public async Task<JobRun> AttachAsync(JobReference reference, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return Open(await AttachedJob.FindAsync(Backend, reference, cancellationToken).ConfigureAwait(false));
    }
#pragma warning restore RS0026

    /// <summary>
    /// Estimates what a job has cost until now, or until its end, by the prices file of the session (<see cref="JobRun.Cost"/>).
    /// </summary>
    /// <param name="job">The job.</param>
    /// <returns>The cost; null where the session has no prices, or runs cost nothing.</returns>
    /// <exception cref="JobException">The prices file cannot be read, or is not valid.</exception>
    public JobCost? CostOf(JobInfo job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return RunCost.Of(job, Backend.Context);
    }

    /// <summary>
    /// Deletes old jobs that have ended, with all that the backend keeps of them; for runs on this machine, their outputs among it.
    /// </summary>
    /// <param name="options">Which. Default: those that ended more than 30 days ago.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The ids of the jobs that were deleted, or would be (<see cref="JobCleanUpOptions.DryRun"/>).</returns>
    /// <exception cref="ArgumentException">OlderThan or KeepLast is negative; nothing is deleted.</exception>
    /// <exception cref="JobNotSupportedException">The backend cannot.</exception>
    public Task<IReadOnlyList<string>> CleanUpAsync(JobCleanUpOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        options ??= new();
        if (options.OlderThan < TimeSpan.Zero || options.KeepLast < 0)
        {
            throw new ArgumentException(
                $"JobCleanUpOptions has OlderThan {options.OlderThan} and KeepLast {options.KeepLast}; both must be zero or more.",
                nameof(options));
        }

        return Backend.CleanUpAsync(options, cancellationToken);
    }

    /// <summary>
    /// Removes code archives, uploaded inputs and configuration folders from OSS that no job was submitted with for a while. What a job
    /// that has not ended uses is spared, outputs too. The values of a job (<c>ReadJobAsync</c>) are lost with its configuration.
    /// </summary>
    /// <param name="options">
    /// Which. Default: those older than 30 days, and only to tell them (<see cref="StorageCleanUpOptions.DryRun"/>).
    /// </param>
    /// <param name="cancellationToken">Cancels the operation; what is deleted is gone.</param>
    /// <returns>The folders that were removed, or would be.</returns>
    /// <exception cref="ArgumentException">OlderThan is less than a day; nothing is deleted.</exception>
    /// <exception cref="JobNotSupportedException">The backend uploads nothing to OSS for its jobs.</exception>
    public Task<IReadOnlyList<RemovedUpload>> CleanUpStorageAsync(
        StorageCleanUpOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return Backend.CleanUpStorageAsync(options ?? new(), cancellationToken);
    }

    /// <summary>
    /// Writes the settings of the session to a configuration file, which later sessions and PAI's Python SDK read. Other keys of the file
    /// stay; no credentials are written. The file is replaced in one step, and only its owner can read it.
    /// </summary>
    /// <param name="path">
    /// The file; its folder is created. Default: the one that the session has read (<see cref="PaiSessionBuilder.ConfigurationPath"/>).
    /// </param>
    /// <param name="cancellationToken">Cancels the operation; the file is then unchanged.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="JobException">A setting is invalid, or the file is not JSON or cannot be written.</exception>
    public async Task<string> SaveConfigAsync(string? path = null, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        var target = (string.IsNullOrWhiteSpace(path) ? _configuration.Path : path)
            ?? throw new JobException(
                "The configuration cannot be saved: the home directory is unknown, since HOME is not set. Give a path.");
        var isChosen = BackendSource is not (nameof(PaiSessionBuilder.UseBackend) or BackendChoice.DefaultSource);
        await PaiConfigWriter.SaveAsync(
            target,
            [
                new(PaiConfigFile.RegionKey, Settings.Region?.Value),
                new(PaiConfigFile.WorkspaceKey, Settings.WorkspaceId?.Value),
                new(PaiConfigFile.BucketKey, Settings.Bucket?.Value),
                new(PaiConfigFile.EndpointKey, Settings.OssEndpoint?.Value),
                new(PaiConfigFile.BackendKey, isChosen ? Backend.Name : null),
            ],
            cancellationToken).ConfigureAwait(false);
        return target;
    }

    /// <summary>Disposes the backend. Jobs continue to run, and waits for them end with an <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        Watcher.Dispose();
        await Backend.DisposeAsync().ConfigureAwait(false);
        _client.Dispose();
        _services.Dispose();
    }

    private JobRun Open(JobInfo info)
    {
        Watcher.Publish(info);
        return new(Backend, info, Watcher);
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
}
