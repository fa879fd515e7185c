using System.ComponentModel;
using System.Diagnostics;

namespace Pai.Jobs;

/// <summary>
/// What has to stand before a command so that it gets SIGINT and SIGQUIT: a shell starts its background processes with both ignored, for good,
/// and then neither <c>kill -INT</c> nor <c>timeout -s INT</c> works in a job.
/// </summary>
internal static class DefaultSignals
{
    private const string Reset = "env --default-signal=INT,QUIT ";
    private static readonly Lazy<string> s_prefix = new(static () => IsKnown() ? Reset : "");

    /// <summary>The words, with a space after them; empty where the machine's <c>env</c> cannot do it.</summary>
    public static string Prefix => s_prefix.Value;

    private static bool IsKnown()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("env", ["--default-signal=INT,QUIT", "true"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
