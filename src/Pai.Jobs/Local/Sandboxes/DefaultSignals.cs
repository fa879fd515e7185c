using System.ComponentModel;
using System.Diagnostics;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// What has to stand before a command so that it gets SIGINT and SIGQUIT: a shell starts its background processes with both ignored, for
/// good, and then neither <c>kill -INT</c> nor <c>timeout -s INT</c> works in a job.
/// </summary>
internal static class DefaultSignals
{
    private static readonly Lazy<string[]> s_words = new(static () => IsKnown() ? ["env", "--default-signal=INT,QUIT"] : ["env"]);

    /// <summary>The words; <c>env</c> alone where the machine's cannot do it.</summary>
    public static IReadOnlyList<string> Words => s_words.Value;

    private static bool IsKnown()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("env", ["--default-signal=INT,QUIT", "true"])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
