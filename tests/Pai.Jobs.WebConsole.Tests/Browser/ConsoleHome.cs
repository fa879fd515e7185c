using Pai.Jobs.Cli.WebConsole;

namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>A console of this process, with a runs directory of its own.</summary>
public sealed class ConsoleHome : IAsyncLifetime
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromMinutes(6));
    private ConsoleServer? _server;

    public string Folder { get; } = Directory.CreateTempSubdirectory("pai-jobs-page-").FullName;

    public string Runs => Path.Combine(Folder, "runs");

    /// <summary>Ends what hangs.</summary>
    public CancellationToken Timeout => _timeout.Token;

    /// <summary>The session that tests submit with. The console has one of its own.</summary>
    public PaiSession Session { get; private set; } = null!;

    internal ConsoleServer Server => _server ?? throw new InvalidOperationException("The console has not started.");

    public async Task InitializeAsync()
    {
        Session = Open();
        _server = await StartAsync(isReadOnly: false);
    }

    internal Task<ConsoleServer> StartAsync(bool isReadOnly) => ConsoleServer.StartAsync(
        new() { Sources = [RunSource.Local(Open())], IsReadOnly = isReadOnly, PollInterval = TimeSpan.FromMilliseconds(100) }, Timeout);

    /// <summary>The folder of a run's logs.</summary>
    public string LogsOf(string id) => Directory.GetDirectories(Path.Combine(Runs, id), "logs", SearchOption.AllDirectories).Single();

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        await Session.DisposeAsync();
        _timeout.Dispose();
        TemporaryFiles.Delete(Folder);
    }

    private PaiSession Open() => PaiSession.Local(new() { RunsDirectory = Runs, Isolation = LocalIsolation.Process });
}
