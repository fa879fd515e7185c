using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pai.Jobs.Cli.Emulation;

/// <summary>A command that has this terminal, and more variables.</summary>
internal static partial class ChildProcess
{
    private const int Terminate = 15;

    /// <param name="line">The program and its arguments.</param>
    /// <param name="variables">Variables that it has; null for one that it has not.</param>
    /// <param name="sharesTerminal">True if Ctrl+C reaches it too; otherwise it gets SIGTERM when this is cancelled.</param>
    /// <param name="grace">The time in which it is to end when it is asked to.</param>
    /// <param name="cancellationToken">Asks it to end.</param>
    /// <returns>Its exit code; that of an interrupt if it had to be killed.</returns>
    /// <exception cref="UsageException">It cannot be started.</exception>
    public static async Task<int> RunAsync(
        string[] line,
        IReadOnlyDictionary<string, string?> variables,
        bool sharesTerminal,
        TimeSpan grace,
        CancellationToken cancellationToken)
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
            if (!sharesTerminal && !OperatingSystem.IsWindows() && !process.HasExited) _ = Kill(process.Id, Terminate);
            return await EndAsync(process, grace);
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
            throw new UsageException($"The command {start.FileName} cannot be started: {e.Message}");
        }
    }

    private static async Task<int> EndAsync(Process process, TimeSpan grace)
    {
        using var limit = new CancellationTokenSource(grace);
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

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
