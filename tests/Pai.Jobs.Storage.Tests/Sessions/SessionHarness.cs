using Pai.Jobs.Emulator;
using Pai.Jobs.Storage.Tests.Transfer;

namespace Pai.Jobs.Storage.Tests.Sessions;

/// <summary>A session on this machine whose OSS is an emulator, reached under the names of the service.</summary>
internal sealed class SessionHarness : IAsyncDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromMinutes(5));

    private SessionHarness(PaiEmulator emulator, LocalIsolation isolation, Action<LocalBackendOptions>? local)
    {
        Emulator = emulator;
        Bucket = emulator.CreateBucket("bucket");
        _handler = emulator.CreateHandler();
        Local = new() { RunsDirectory = Folder / "runs", Isolation = isolation };
        local?.Invoke(Local);
        Session = Open();
    }

    public PaiEmulator Emulator { get; }

    public EmulatedBucket Bucket { get; }

    public TemporaryFolder Folder { get; } = new();

    public LocalBackendOptions Local { get; }

    public PaiSession Session { get; }

    public CancellationToken Timeout => _timeout.Token;

    /// <summary>The objects in the cache of inputs.</summary>
    public IEnumerable<string> Cached => Directory.Exists(Folder / "runs/.inputs") ? Directory.EnumerateFiles(Folder / "runs/.inputs") : [];

    /// <summary>How often the content of an object was sent.</summary>
    public int Downloads => Emulator.Requests.Count(r => r.Operation == EmulatedOperation.GetObject && r.Status is 200 or 206);

    public static async Task<SessionHarness> StartAsync(
        LocalIsolation isolation = LocalIsolation.Process, Action<LocalBackendOptions>? local = null) =>
        new(await PaiEmulator.StartAsync(), isolation, local);

    /// <summary>Another session of the same kind, as of another process.</summary>
    public PaiSession Open(Action<PaiSessionBuilder>? configure = null) => PaiSession.CreateDefault(builder =>
    {
        builder.Environment = name => name == "HOME" ? Folder / "home" : null;
        builder.Region = Emulator.Region;
        builder.OssEndpoint = $"http://oss-{Emulator.Region}.aliyuncs.com";
        builder.Credentials = PaiCredentials.FromAccessKey(Emulator.AccessKey);
        builder.HttpHandler = _handler;
        builder.UseLocal(Local);
        configure?.Invoke(builder);
    });

    /// <summary>Runs a command with the input, and returns its log.</summary>
    public async Task<string[]> RunAsync(OssUri input, string command, MountAccess access = MountAccess.Default)
    {
        var log = new StringWriter();
        await new DataJob(access) { Data = input }.RunAsync(Session, Options(command, log), Timeout);
        return log.ToString().Split(Environment.NewLine)[..^1].SkipWhile(l => l != "--").Skip(1).ToArray();
    }

    public static RunOptions Options(string command, TextWriter? log = null) =>
        new() { Command = JobCommand.Shell("echo --; " + command), LogWriter = log ?? TextWriter.Null };

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        _handler.Dispose();
        await Emulator.DisposeAsync();
        Folder.Dispose();
        _timeout.Dispose();
    }
}
