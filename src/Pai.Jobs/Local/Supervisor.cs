using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pai.Jobs;

/// <summary>Starts the supervisor of a run, a process that outlives this one, and signals it.</summary>
internal static partial class Supervisor
{
    private const int KillSignal = 9;
    private const int Terminate = 15;

    /// <summary>Starts it in a session of its own: no signal of this process's terminal reaches it.</summary>
    /// <exception cref="JobException">A shell, or what starts a session, is missing.</exception>
    public static Process Start(RunFolder folder, RunRecord record, IReadOnlyList<string> passEnvironment)
    {
        var start = new ProcessStartInfo("setsid", ["sh", folder.SuperviseScript, folder.Root, record.GraceSeconds, record.MaxSeconds]) { WorkingDirectory = folder.Root };
        var machine = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(e => KeyValuePair.Create((string)e.Key, (string?)e.Value));
        start.Environment.Clear();
        foreach (var (name, value) in SupervisorEnvironment.Select(machine, passEnvironment)) start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new JobException($"The run cannot be started: the command setsid is missing ({e.Message}). On Debian and Ubuntu it is in the package util-linux.", e);
        }
    }

    /// <summary>Tells a supervisor to stop its job. One that has ended is left as it is.</summary>
    public static void SignalStop(ProcessIdentity supervisor)
    {
        if (supervisor.IsAlive()) _ = Kill(supervisor.Id, Terminate);
    }

    /// <summary>Ends what still runs of a job whose supervisor is gone: the group of its command.</summary>
    public static void KillLeftovers(RunFolder folder)
    {
        if (RunFacts.ReadFact(folder.StartedFile) is { } fact && ProcessIdentity.Parse(fact) is { } command && command.IsAlive()) _ = Kill(-command.Id, KillSignal);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
