using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>Runs scripts of official clients with Node.</summary>
internal static class OfficialClient
{
    private static string Repository([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../.."));

    private static string Modules => Path.Combine(Repository(), "artifacts/official-clients/node_modules");

    /// <summary>What is missing to run scripts that use a module; null for nothing.</summary>
    public static string? Missing(string module)
    {
        if (!Directory.Exists(Path.Combine(Modules, module))) return $"The module {module}";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))) ? null : "Node";
    }

    /// <summary>Runs a script of the folder official-clients with variables; returns what it printed.</summary>
    public static async Task<string> RunAsync(string script, IReadOnlyDictionary<string, string> variables)
    {
        var path = Path.Combine(Repository(), "tests/Pai.Jobs.Emulator.Tests/official-clients", script);
        var start = new ProcessStartInfo("node", [path]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NODE_PATH"] = Modules;
        start.Environment["NODE_NO_WARNINGS"] = "1";
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"The script failed:\n{await errors}\n{await output}");
        return await output;
    }
}
