using System.Diagnostics;

namespace Pai.Jobs.Samples.Tests;

/// <summary>The home of a person who tries the samples.</summary>
internal sealed class SampleHome() : TemporaryHome(TimeSpan.FromMinutes(10))
{
    /// <summary>An environment that leads to an emulator, which runs the jobs.</summary>
    public static async Task<SampleHome> WithEmulatorAsync()
    {
        var home = new SampleHome();
        (await home.StartEmulatorAsync()).Dlc.ExecutesJobs = true;
        home.Environment["PAI_JOBS_BACKEND"] = "dlc";
        return home;
    }

    /// <summary>The path of a built project's program.</summary>
    public static string Program(string project, string? name = null)
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(tests.Parent!.Parent!.FullName, project, tests.Name, (name ?? project) + ".dll");
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
}
