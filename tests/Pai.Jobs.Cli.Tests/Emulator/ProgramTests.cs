using System.Diagnostics;

namespace Pai.Jobs.Cli.Tests.Emulator;

/// <summary>A user's program that submits a job, and has nothing of the emulator but its environment.</summary>
[Trait("Kind", "Exhaustive")]
public class ProgramTests
{
    [SandboxFact]
    public async Task A_program_submits_a_job_which_the_emulator_runs()
    {
        await using var home = new CliHome();
        var program = CliProcess.CommandLine[^1].Replace("Pai.Jobs.Cli", "QuickStart", StringComparison.Ordinal)
            .Replace("pai-jobs.dll", "QuickStart.dll", StringComparison.Ordinal);
        var tool = string.Join(' ', CliProcess.CommandLine.Select(a => $"'{a}'"));
        var script = $"'{CliProcess.CommandLine[0]}' exec '{program}' && {tool} jobs list --output json && {tool} ls -r";

        var outcome = (await home.RunAsync("emulator", "--", "sh", "-c", script)).Exits(0);

        // Of the job's output, which is in a bucket of the emulator.
        Assert.Contains("1,8.2,2.7,116.5,17.8,3.1", outcome.Lines);
        Assert.Contains("\"status\": \"Succeeded\"", outcome.Output, StringComparison.Ordinal);
        Assert.Matches("oss://pai-jobs/.*/months\\.csv", outcome.Output);
    }
}

/// <summary>A test that runs a job of Python in a sandbox; it is skipped where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SandboxFactAttribute : FactAttribute
{
    public SandboxFactAttribute()
    {
        // CI installs Python; without namespaces no sandbox can be made, there neither.
        if (Environment.GetEnvironmentVariable("CI") != "true" && !Works("python3", "--version")) Skip = "Python 3 is missing.";
        else if (!Works("unshare", "--user", "--map-root-user", "--mount", "true")) Skip = "Namespaces do not work here.";
    }

    private static bool Works(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
