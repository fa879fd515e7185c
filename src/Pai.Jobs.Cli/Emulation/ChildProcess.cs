using System.ComponentModel;
using System.Diagnostics;
using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Emulation;

/// <summary>A command that has this terminal, and more variables.</summary>
internal static class ChildProcess
{
    /// <summary>The time in which it is to end after an interrupt, which the terminal sends to it too.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    /// <returns>Its exit code; that of an interrupt if it had to be killed.</returns>
    /// <exception cref="CliUsageException">It cannot be started.</exception>
    public static async Task<int> RunAsync(
        string[] line, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(line[0], line[1..]);
        foreach (var (name, value) in variables)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        using var process = Start(start);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return await EndAsync(process);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new CliUsageException($"The command {start.FileName} cannot be started: {e.Message}");
        }
    }

    private static async Task<int> EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(s_grace);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            return ExitCodes.Interrupted;
        }
    }
}
