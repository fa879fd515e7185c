using System.Diagnostics;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Samples.Tests;

/// <summary>A person's home folder, which is temporary, with a clean environment; programs start there.</summary>
internal sealed class SampleHome : IAsyncDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromMinutes(4));
    private PaiEmulator? _emulator;

    public SampleHome()
    {
        Folder = Directory.CreateTempSubdirectory("pai-jobs-samples-").FullName;
        Environment["HOME"] = Folder;
        Environment["PAI_JOBS_RUNS_DIR"] = Path.Combine(Folder, "runs");
        Environment["DOTNET_NOLOGO"] = "1";
        foreach (var name in (string[])["PATH", "DOTNET_ROOT", "LANG"])
            if (System.Environment.GetEnvironmentVariable(name) is { } value) Environment[name] = value;
    }

    public string Folder { get; }

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public PaiEmulator Emulator => _emulator!;

    public CancellationToken Timeout => _timeout.Token;

    /// <summary>An environment that leads to an emulator, which runs the jobs.</summary>
    public static async Task<SampleHome> WithEmulatorAsync()
    {
        var home = new SampleHome();
        var emulator = home._emulator = await PaiEmulator.StartAsync(new() { Buckets = { "bucket" } });
        emulator.Dlc.ExecutesJobs = true;
        emulator.AiWorkspace.Workspaces = [new("1", "default") { IsDefault = true }];
        var endpoint = emulator.Endpoint.ToString().TrimEnd('/');
        foreach (var service in (string[])["OSS", "DLC", "AIWORKSPACE"]) home.Environment[$"PAI_{service}_ENDPOINT"] = endpoint;
        home.Environment["PAI_REGION_ID"] = emulator.Region;
        home.Environment["PAI_WORKSPACE_ID"] = "1";
        home.Environment["PAI_OSS_BUCKET_NAME"] = "bucket";
        home.Environment["PAI_JOBS_BACKEND"] = "dlc";
        home.Environment["ALIBABA_CLOUD_ACCESS_KEY_ID"] = emulator.AccessKey.Id;
        home.Environment["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = emulator.AccessKey.Secret;
        return home;
    }

    /// <summary>The path of a built project's program.</summary>
    public static string Program(string project, string? name = null)
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(tests.Parent!.Parent!.FullName, project, tests.Name, (name ?? project) + ".dll");
    }

    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its standard output.</returns>
    public async Task<string> RunAsync(int exitCode, string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(Timeout);
            var error = process.StandardError.ReadToEndAsync(Timeout);
            await process.WaitForExitAsync(Timeout);
            Assert.True(exitCode == process.ExitCode, $"Exit code {process.ExitCode}, expected {exitCode}.\n{await output}\n{await error}");
            return await output;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null) await _emulator.DisposeAsync();
        _timeout.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
