using Pai.Jobs.Emulator;

namespace Pai.Jobs.Cli.Tests;

/// <summary>
/// A user of the tool: a home folder, which is temporary, and an environment, which has nothing of this machine's but the path.
/// </summary>
internal sealed class CliHome : IAsyncDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(90));
    private PaiEmulator? _emulator;

    public CliHome()
    {
        Folder = Directory.CreateTempSubdirectory("pai-jobs-cli-").FullName;
        Environment["HOME"] = Folder;
        Environment["PAI_JOBS_RUNS_DIR"] = Path.Combine(Folder, "runs");
        foreach (var name in (string[])["PATH", "DOTNET_ROOT", "TMPDIR", "LANG"])
            if (System.Environment.GetEnvironmentVariable(name) is { } value) Environment[name] = value;
        Environment["DOTNET_NOLOGO"] = "1";
    }

    /// <summary>The home folder, which is also the current one of the tool.</summary>
    public string Folder { get; }

    /// <summary>The variables that the tool is started with.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public PaiEmulator Emulator => _emulator ?? throw new InvalidOperationException("The home has no emulator: WithEmulatorAsync.");

    /// <summary>Ends what hangs.</summary>
    public CancellationToken Timeout => _timeout.Token;

    /// <summary>A user whose environment names an emulator with a bucket, <c>bucket</c>, and a workspace, 1.</summary>
    public static async Task<CliHome> WithEmulatorAsync(Action<PaiEmulatorOptions>? change = null)
    {
        var home = new CliHome();
        var options = new PaiEmulatorOptions { Buckets = { "bucket" } };
        change?.Invoke(options);
        home._emulator = await PaiEmulator.StartAsync(options);
        home._emulator.AiWorkspace.Workspaces = [new("1", "default") { IsDefault = true }];
        var endpoint = home._emulator.Endpoint.ToString().TrimEnd('/');
        foreach (var service in (string[])["OSS", "DLC", "AIWORKSPACE"]) home.Environment[$"PAI_{service}_ENDPOINT"] = endpoint;
        home.Environment["PAI_REGION_ID"] = home._emulator.Region;
        home.Environment["PAI_WORKSPACE_ID"] = "1";
        home.Environment["PAI_OSS_BUCKET_NAME"] = "bucket";
        home.Environment["ALIBABA_CLOUD_ACCESS_KEY_ID"] = home._emulator.AccessKey.Id;
        home.Environment["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = home._emulator.AccessKey.Secret;
        return home;
    }

    /// <summary>Starts the tool in the home folder.</summary>
    public CliProcess Start(params string[] arguments) => CliProcess.Start(this, arguments);

    /// <summary>Runs the tool to its end.</summary>
    public Task<CliOutcome> RunAsync(params string[] arguments) => RunAsync(input: null, arguments);

    /// <summary>Runs the tool to its end, with a standard input.</summary>
    public async Task<CliOutcome> RunAsync(byte[]? input, params string[] arguments)
    {
        await using var process = Start(arguments);
        return await process.EndAsync(Timeout, input);
    }

    /// <summary>Writes a file below the home folder.</summary>
    /// <returns>Its path.</returns>
    public string Write(string path, string content) => Write(path, System.Text.Encoding.UTF8.GetBytes(content));

    /// <inheritdoc cref="Write(string, string)"/>
    public string Write(string path, byte[] content)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return full;
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null) await _emulator.DisposeAsync();
        _timeout.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
