using System.ComponentModel;
using System.Diagnostics;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// The words before a command that give it every signal as a new login has it, none ignored and none blocked. .NET ignores SIGPIPE and
/// hands that on, a shell starts its background processes with SIGINT and SIGQUIT ignored, and no POSIX shell can undo what was ignored
/// when it started: then a writer to a closed pipe never ends, and <c>timeout -s INT</c> does nothing.
/// </summary>
internal static class CleanSignals
{
    private static readonly string[] s_env = ["env", "--default-signal"];

    /// <summary>For macOS, whose env cannot do it. Names of signals that cannot be set are left alone.</summary>
    private static readonly string[] s_perl =
    [
        "perl", "-MPOSIX", "-e",
        "$SIG{$_} = 'DEFAULT' for grep { !/^(KILL|STOP|NUM|RT|__)/ } keys %SIG;"
        + " sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec { $ARGV[0] } @ARGV; exit 127",
    ];

    private static readonly string[] s_python =
    [
        "python3", "-c",
        "import os, signal, sys\nfor s in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}: signal.signal(s, signal.SIG_DFL)\n"
        + "signal.pthread_sigmask(signal.SIG_SETMASK, [])\nos.execvp(sys.argv[1], sys.argv[1:])",
    ];

    /// <summary>All that can do it, the quickest first.</summary>
    public static IReadOnlyList<string[]> All { get; } = [s_env, s_perl, s_python];

    private static readonly Lazy<string[]> s_words = new(static () => All.FirstOrDefault(Works, []));

    /// <summary>Why a job does not start with clean signals, in a sentence; null when it does.</summary>
    public static string? Problem => s_words.Value.Length > 0
        ? null
        : "The job ignores the signals that this process ignores, SIGPIPE among them: GNU env, perl and python3 are all missing.";

    /// <summary>A command with the words before it, and with variables (<c>NAME=VALUE</c>).</summary>
    public static IEnumerable<string> Before(IReadOnlyCollection<string> variables, IEnumerable<string> command) =>
        variables.Count == 0 || s_words.Value == s_env
            ? [.. s_words.Value, .. variables, .. command]
            : [.. s_words.Value, "env", .. variables, .. command];

    private static bool Works(string[] words)
    {
        if (Programs.Find(words[0]) is not { } path) return false;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, [.. words[1..], "true"])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                WorkingDirectory = "/",
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
