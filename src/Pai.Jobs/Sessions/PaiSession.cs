using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pai.Jobs;

/// <summary>Where jobs run and as whom: the one object that a job needs besides its own values.</summary>
/// <remarks>Safe to use from several threads. Disposing it leaves submitted jobs running. There is no global session.</remarks>
public sealed class PaiSession : IAsyncDisposable
{
    private int _disposed;

    private PaiSession(IJobBackend backend, string backendSource, PaiSessionOptions options, string? region)
    {
        Region = region;
        Backend = backend;
        BackendSource = backendSource;
        TimeProvider = options.TimeProvider;
        Logger = options.LoggerFactory?.CreateLogger("Pai.Jobs") ?? NullLogger.Instance;
    }

    /// <summary>The engine that runs the jobs.</summary>
    public IJobBackend Backend { get; }

    /// <summary>What chose the backend, for people: an option, a variable, a file, or the default.</summary>
    public string BackendSource { get; }

    /// <summary>The region, for instance <c>cn-hangzhou</c>: it takes the place of <c>{region}</c> in images. Null where nothing names one.</summary>
    public string? Region { get; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; }

    internal ILogger Logger { get; }

    /// <summary>A session as the options say, then the environment, then the configuration file; a local one where none of them says anything.</summary>
    /// <param name="options">What is set in code.</param>
    /// <exception cref="JobException">A backend is asked for that does not exist, or the configuration file cannot be read.</exception>
    public static PaiSession CreateDefault(PaiSessionOptions? options = null) =>
        CreateDefault(options ?? new(), Environment.GetEnvironmentVariable);

    /// <summary>A session that runs jobs on this machine, whatever the environment says.</summary>
    /// <param name="options">How jobs run.</param>
    public static PaiSession Local(LocalBackendOptions? options = null)
    {
        options ??= new();
        return new(new LocalBackend(options), "PaiSession.Local", new() { TimeProvider = options.TimeProvider }, RegionChoice.Choose(new(), Environment.GetEnvironmentVariable));
    }

    /// <summary>All jobs that the backend knows, newest first.</summary>
    /// <param name="cancellationToken">Ends the listing.</param>
    public IAsyncEnumerable<JobState> ListJobsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return Backend.ListAsync(cancellationToken);
    }

    /// <summary>Disposes the backend. Jobs go on.</summary>
    public ValueTask DisposeAsync() =>
        Interlocked.Exchange(ref _disposed, 1) == 0 ? Backend.DisposeAsync() : ValueTask.CompletedTask;

    internal static PaiSession CreateDefault(PaiSessionOptions options, Func<string, string?> environment)
    {
        var region = RegionChoice.Choose(options, environment);
        if (options.CustomBackend is { } custom) return new(custom, "PaiSessionOptions.CustomBackend", options, region);
        var (name, source) = BackendChoice.Choose(options, environment);
        return name switch
        {
            LocalBackend.BackendName => new(new LocalBackend(options.Local), source, options, region),
            "dlc" => throw new JobException($"The backend \"dlc\" ({source}) is not part of this version: jobs run on this machine (\"local\"), or on a backend of your own (PaiSessionOptions.CustomBackend)."),
            _ => throw new JobException($"There is no backend \"{name}\" ({source}). The one there is: \"local\"."),
        };
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
}
