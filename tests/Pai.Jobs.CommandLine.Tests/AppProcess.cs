using System.Diagnostics;
using System.Text;

namespace Pai.Jobs.CommandLine.Tests;

/// <summary>A program with a command line, as a process with a home folder of its own.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("pai-command-");

    public string Folder => _home.FullName;

    public Dictionary<string, string> Environment { get; } = [];

    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    public async Task<(int Code, string Output, string Error)> RunAsync(string project, params string[] arguments)
    {
        using var process = Start(project, arguments);
        return await EndAsync(process);
    }

    public Process Start(string project, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Find(project), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PAI_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["HOME"] = Folder;
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task<(int Code, string Output, string Error)> EndAsync(Process process)
    {
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    /// <summary>Waits until no job that a test left running writes to the folder, and deletes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (var session = PaiSession.Local(new() { RunsDirectory = Path.Combine(Folder, ".local/state/pai-jobs/runs") }))
        {
            await foreach (var job in session.ListJobsAsync())
                await (await session.AttachAsync(job.Id)).WaitAsync();
        }

        TemporaryFiles.Delete(Folder);
    }

    private static string Find(string project)
    {
        var here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return Path.GetFullPath(Path.Combine(here, "../..", project, Path.GetFileName(here), project + ".dll"));
    }
}
