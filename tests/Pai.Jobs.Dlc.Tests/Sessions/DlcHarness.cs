using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Dlc;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>A session on PAI-DLC whose services are an emulator, reached under the names of the services.</summary>
internal sealed class DlcHarness : IAsyncDisposable
{
    public const string Workspace = "123456";

    private readonly SocketsHttpHandler _handler;
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromMinutes(5));

    private DlcHarness(PaiEmulator emulator, FakeTimeProvider? clock, Action<PaiSessionBuilder>? configure)
    {
        (Emulator, Clock) = (emulator, clock);
        Bucket = emulator.CreateBucket("bucket");
        Emulator.AiWorkspace.Workspaces =
        [
            new(Workspace, "team")
            {
                Configs = new Dictionary<string, string>
                {
                    ["modelExportPath"] = $"oss://bucket.oss-{emulator.Region}-internal.aliyuncs.com/models/",
                },
            },
        ];
        _handler = emulator.CreateHandler();
        Session = Open(configure);
    }

    public PaiEmulator Emulator { get; }

    public FakeTimeProvider? Clock { get; }

    public EmulatedBucket Bucket { get; }

    public PaiSession Session { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("pai-dlc-").FullName;

    public Dictionary<string, string> Variables { get; } = [];

    public CancellationToken Timeout => _timeout.Token;

    public IEnumerable<string> Operations => Emulator.Requests.Select(r => r.Operation.ToString());

    public static async Task<DlcHarness> StartAsync(
        FakeTimeProvider? clock = null, Action<PaiSessionBuilder>? configure = null, Action<PaiEmulatorOptions>? options = null)
    {
        var settings = new PaiEmulatorOptions { TimeProvider = clock ?? TimeProvider.System };
        options?.Invoke(settings);
        return new(await PaiEmulator.StartAsync(settings), clock, configure);
    }

    /// <summary>Another session of the same kind, as of another process.</summary>
    public PaiSession Open(Action<PaiSessionBuilder>? configure = null) => PaiSession.CreateDefault(builder =>
    {
        builder.Environment = name => name == "HOME" ? Path.Combine(Folder, "home") : Variables.GetValueOrDefault(name);
        builder.Region = Emulator.Region;
        builder.WorkspaceId = Workspace;
        builder.OssEndpoint = $"http://oss-{Emulator.Region}.aliyuncs.com";
        builder.Credentials = PaiCredentials.FromAccessKey(Emulator.AccessKey);
        builder.HttpHandler = _handler;
        if (Clock is not null) builder.TimeProvider = Clock;
        builder.UseDlc(new()
        {
            Endpoint = Emulator.Endpoint.ToString(),
            WorkspaceEndpoint = Emulator.Endpoint.ToString(),
        });
        configure?.Invoke(builder);
    });

    /// <summary>Creates a job that is not of this library.</summary>
    public async Task<string> CreateAsync(string name)
    {
        using var client = new DlcClient(
            PaiCredentials.FromAccessKey(Emulator.AccessKey),
            ApiEndpoint.Parse(ApiService.Dlc, Emulator.Endpoint.ToString()),
            new() { Handler = _handler, TimeProvider = Clock ?? TimeProvider.System });
        return await client.CreateJobAsync(
            new()
            {
                DisplayName = name,
                JobType = "PyTorchJob",
                WorkspaceId = Workspace,
                UserCommand = "true",
                JobSpecs = [new() { Type = "Worker", PodCount = 1, EcsSpec = "ecs.g7.xlarge", Image = "acme/train:1" }],
            },
            cancellationToken: Timeout);
    }

    /// <summary>A file or the files of a folder on this machine.</summary>
    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public string Read(string key) => Encoding.UTF8.GetString(Bucket.Read(key));

    /// <summary>The body of the only CreateJob.</summary>
    public JsonElement Request() => JsonDocument.Parse(Assert.Single(Emulator.Dlc.Jobs).Request).RootElement;

    /// <summary>The mounts of the only job: path, location and access.</summary>
    public IReadOnlyDictionary<string, (string Uri, string Access)> Mounts() =>
        Request().GetProperty("DataSources").EnumerateArray().ToDictionary(
            d => d.GetProperty("MountPath").GetString()!,
            d => (d.GetProperty("Uri").GetString()!, d.GetProperty("MountAccess").GetString()!));

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        _handler.Dispose();
        await Emulator.DisposeAsync();
        TemporaryFiles.Delete(Folder);
        _timeout.Dispose();
    }
}
