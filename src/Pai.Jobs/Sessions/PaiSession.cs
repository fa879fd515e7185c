using Pai.Jobs.Internal.Running;

namespace Pai.Jobs;

/// <summary>Where jobs run and as whom: the one object that a job needs besides its own values.</summary>
/// <remarks>Safe to use from several threads. Disposing it leaves submitted jobs running. There is no global session.</remarks>
public sealed class PaiSession : IAsyncDisposable
{
    private int _disposed;

    internal PaiSession(JobBackend backend, string backendSource)
    {
        Backend = backend;
        BackendSource = backendSource;
        Watcher = new(backend);
    }

    /// <summary>The engine that runs the jobs.</summary>
    public JobBackend Backend { get; }

    /// <summary>What chose the backend, for people: an option, a variable, a file, or the default.</summary>
    public string BackendSource { get; }

    /// <summary>The region, for instance <c>cn-hangzhou</c>: it replaces <c>{region}</c> in images. Null where nothing names one.</summary>
    public string? Region => Backend.Context.Region;

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider => Backend.Context.TimeProvider;

    internal JobWatcher Watcher { get; }

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
        if (query.MaxCount < 1) throw new ArgumentException($"JobQuery.MaxCount is {query.MaxCount}; it must be over zero.", nameof(query));
        return Backend.ListAsync(query, cancellationToken);
    }

    /// <summary>A job of any record, or of none that this program knows, by its id or by the marker of its submission.</summary>
    /// <param name="jobIdOrMarker">The id, or the string of a <see cref="JobMarker"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobNotFoundException">There is no such job, or none is seen yet.</exception>
    public async Task<JobRun> AttachAsync(string jobIdOrMarker, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return new(Backend, await AttachedJob.FindAsync(Backend, jobIdOrMarker, cancellationToken).ConfigureAwait(false), Watcher);
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

    /// <summary>Disposes the backend. Jobs continue to run, and waits for them end with an <see cref="ObjectDisposedException"/>.</summary>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return ValueTask.CompletedTask;
        Watcher.Dispose();
        return Backend.DisposeAsync();
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
}
