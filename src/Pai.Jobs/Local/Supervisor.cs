using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Pai.Jobs.Internal.Local;

/// <summary>Starts the supervisor of a run, a process that outlives this one, and signals it.</summary>
internal static partial class Supervisor
{
    private const int KillSignal = 9;
    private const int Terminate = 15;

    /// <summary>Starts it in a session of its own: no signal of this process's terminal reaches it.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="record">The run.</param>
    /// <param name="passEnvironment">Variables of this process that the job gets too.</param>
    /// <param name="secretVariables">
    /// Variables that the job gets and no file does: they are in the environment of its processes only.
    /// </param>
    /// <exception cref="JobException">What starts a session is missing, or the system cannot start it.</exception>
    public static Process Start(
        RunFolder folder, RunRecord record, IReadOnlyList<string> passEnvironment, IReadOnlyDictionary<string, string> secretVariables)
    {
        string[] command =
        [
            "sh", folder.SuperviseScript, folder.Root,
            record.GraceSeconds, record.MaxSeconds, record.Nodes.Count.ToString(CultureInfo.InvariantCulture),
            .. record.Preemptions > 0
                ? (string[])[record.PreemptSeconds, record.Preemptions.ToString(CultureInfo.InvariantCulture)]
                : [],
        ];
        var machine = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(e => KeyValuePair.Create((string)e.Key, (string?)e.Value));
        var environment = SupervisorEnvironment.Select(machine, passEnvironment);
        foreach (var (name, value) in secretVariables) environment[name] = value;
        // A shell cannot trap what was ignored when it started.
        string[] clean = [.. CleanSignals.Before([], command)];
        // The second is for macOS, which has no setsid command. There descriptors are closed in it.
        const string Perl = "POSIX::setsid(); POSIX::close($_) for 3 .. 255; exec { $ARGV[0] } @ARGV";
        return TryStart("setsid", clean, folder, environment)
            ?? TryStart("perl", ["-MPOSIX", "-e", Perl, .. clean], folder, environment)
            ?? throw new JobException(
                "The run cannot be started: the command setsid is missing. On Debian and Ubuntu it is in the package util-linux.");
    }

    private static Process? TryStart(string program, string[] arguments, RunFolder folder, Dictionary<string, string> environment)
    {
        if (Programs.Find(program) is not { } path) return null;
        var start = new ProcessStartInfo(path, arguments) { WorkingDirectory = folder.Root };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            return InheritedDescriptors.Without(() => Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new JobException($"The run cannot be started by {path}: {e.Message}", e);
        }
    }

    /// <summary>Tells the supervisor of a run to stop its job.</summary>
    /// <returns>Whether there is one that heard it.</returns>
    public static bool SignalStop(RunFolder folder) =>
        RunFacts.ReadFact(folder.SupervisorFile) is { } fact
        && ProcessIdentity.Parse(fact) is { } supervisor
        && supervisor.IsAlive()
        && Kill(supervisor.Id, Terminate) == 0;

    /// <summary>Ends what still runs of a job whose supervisor is gone: the groups of its nodes.</summary>
    public static void KillLeftovers(RunFolder folder)
    {
        foreach (var command in LeftoversOf(folder)) _ = Kill(-command.Id, KillSignal);
    }

    /// <summary>True if something still runs of a job, also where its supervisor is gone.</summary>
    public static bool HasLeftovers(RunFolder folder)
    {
        try
        {
            return LeftoversOf(folder).Any();
        }
        catch (Exception e) when (LocalFault.IsOne(e))
        {
            // What cannot be seen may be there.
            return true;
        }
    }

    private static IEnumerable<ProcessIdentity> LeftoversOf(RunFolder folder)
    {
        for (var node = 0; Directory.Exists(folder.Node(node).Root); node++)
        {
            var fact = RunFacts.ReadFact(folder.Node(node).StartedFile);
            if (fact is not null && ProcessIdentity.Parse(fact) is { } command && command.IsAlive()) yield return command;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
