using System.Diagnostics;

namespace Pai.Jobs.Package.Tests;

/// <summary>Runs programs as a person would in a fresh shell: what the build that runs the tests has set is not handed on.</summary>
internal static class CommandLine
{
    public static async Task<CommandResult> RunAsync(
        string folder, string program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheBuild).ToArray()) start.Environment.Remove(name);

        // Nothing lives on after a build, and it speaks English.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in variables ?? []) start.Environment[name] = value;

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static bool IsOfTheBuild(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}

internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>The output of a command that went well.</summary>
    public string Text
    {
        get
        {
            Assert.True(ExitCode == 0, Output);
            return Output;
        }
    }
}
