namespace Pai.Jobs.Cli.WebConsole;

/// <summary>A place that runs are in: this machine, or PAI-DLC in a region.</summary>
internal sealed class RunSource(string id, string name, PaiSession session) : IAsyncDisposable
{
    private string? _error;

    /// <summary>For instance <c>local</c>, <c>dlc:cn-hangzhou</c>.</summary>
    public string Id { get; } = id;

    /// <summary>For people.</summary>
    public string Name { get; } = name;

    public PaiSession Session { get; } = session;

    public JobBackend Backend => Session.Backend;

    public string Kind => Backend.Name;

    /// <summary>The reason for which the runs could not be listed last; null if they were.</summary>
    public string? Error
    {
        get => Volatile.Read(ref _error);
        set => Volatile.Write(ref _error, value);
    }

    public static RunSource Local(PaiSession session) => new("local", "This machine", session);

    public static RunSource Dlc(PaiSession session)
    {
        var region = session.Region ?? "unknown";
        var workspace = session.Settings.WorkspaceId?.Value;
        return new($"dlc:{region}", workspace is null ? $"PAI-DLC {region}" : $"PAI-DLC {region}, workspace {workspace}", session);
    }

    /// <exception cref="JobNotFoundException">There is no such run.</exception>
    public Task<JobInfo> GetAsync(string id, CancellationToken cancellationToken) => Backend.GetOneAsync(id, cancellationToken);

    public ValueTask DisposeAsync() => Session.DisposeAsync();
}
