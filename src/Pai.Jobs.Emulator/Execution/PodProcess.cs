using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Pai.Jobs.Internal.Local;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The command of a pod, in a sandbox of this machine.</summary>
internal sealed partial class PodProcess : IDisposable
{
    private const int KillSignal = 9;
    private const int Terminate = 15;

    private static readonly TimeSpan s_lastLines = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly string _started;
    private readonly Task _reading;

    private PodProcess(Process process, string started, Action<IReadOnlyList<string>> addLines)
    {
        (_process, _started) = (process, started);
        _reading = Task.Run(() => PodLines.Read(process.StandardOutput.BaseStream, addLines));
    }

    /// <summary>Writes the files that a sandbox needs.</summary>
    /// <param name="folder">The folder of the pod, which exists.</param>
    /// <param name="name">The name of the pod.</param>
    /// <param name="shell">The shell that runs the command.</param>
    /// <param name="command">The command.</param>
    /// <param name="variables">The variables.</param>
    /// <param name="mounts">The folders that it sees.</param>
    public static void Prepare(
        string folder, string name, string shell, string command, IReadOnlyDictionary<string, string> variables,
        IReadOnlyList<MountFolder> mounts)
    {
        // The first says that the sandbox stands: from then on it is the command that gets signals.
        const string Begin = "echo >&3; exec 3>&-; cd /; exec \"$@\"";
        // A folder of the pod's own, whatever this machine has there.
        var ml = Path.Combine(folder, "ml");
        Directory.CreateDirectory(ml);
        IEnumerable<SandboxMount> own = mounts.Any(one => one.Mount.Path == "/ml") ? [] : [new(ml, "/ml", ReadOnly: false)];
        Sandbox.Of(LocalIsolation.Namespace, asRoot: true).Prepare(new(folder), new(folder, folder), new()
        {
            Name = name,
            Command = ["/bin/sh", "-c", Begin, "sh", shell, "-c", command],
            Environment = variables,
            Mounts = [.. own, .. mounts.Select(one => new SandboxMount(one.Path, one.Mount.Path, !one.Mount.IsWritable))],
        });
        // The input is a pipe that the emulator holds: when that ends without a word, it is gone, and so is the pod.
        File.WriteAllText(Path.Combine(folder, "pod.sh"), """
            cd "$1" || exit
            exec 5<&0 </dev/null 2>&1
            (read -r pai_word || kill -KILL "-$$") <&5 >/dev/null 2>&1 &
            exec 5<&-
            group() { exec setsid "$@"; }
            pai_mapping=
            [ ! -e map.sh ] || . ./map.sh
            exec 3>begun
            . ./enter.sh

            """);
    }

    /// <summary>Starts the command of a folder that was prepared.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="addLines">Gets the lines that it writes.</param>
    public static PodProcess Start(string folder, Action<IReadOnlyList<string>> addLines)
    {
        var start = new ProcessStartInfo("/bin/sh", [Path.Combine(folder, "pod.sh"), folder])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var machine = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value));
        start.Environment.Clear();
        foreach (var (name, value) in SupervisorEnvironment.Select(machine, [])) start.Environment[name] = value;
        return new(InheritedDescriptors.Without(() => Process.Start(start)!), Path.Combine(folder, "begun"), addLines);
    }

    /// <summary>Waits for the end of the command, and for its last lines; returns its exit code.</summary>
    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        // What it has left running belongs to it.
        _ = Kill(-_process.Id, KillSignal);
        await Task.WhenAny(_reading, Task.Delay(s_lastLines, TimeProvider.System));
        return _process.ExitCode;
    }

    /// <summary>Asks the command to end: its first process gets SIGTERM, as in a container.</summary>
    public void Stop()
    {
        if (_process.HasExited) return;
        // Before it there is nothing that could tidy up, and the sandbox's first process does not listen yet.
        if (new FileInfo(_started) is not { Exists: true, Length: > 0 })
        {
            Kill();
            return;
        }

        _ = FirstProcess() is { } first ? Kill(first, Terminate) : Kill(-_process.Id, Terminate);
    }

    /// <summary>Ends the command and all that it has started.</summary>
    public void Kill()
    {
        if (!_process.HasExited) _ = Kill(-_process.Id, KillSignal);
        if (!_process.HasExited) _ = Kill(_process.Id, KillSignal);
    }

    public void Dispose()
    {
        try
        {
            // A word: the pod has ended in order.
            _process.StandardInput.WriteLine();
            _process.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // It is not read any more.
        }

        _process.Dispose();
    }

    /// <summary>The first process of the sandbox: the last child of the one that made it, where processes are its own.</summary>
    private int? FirstProcess()
    {
        if (!NamespaceProbe.Machine.OwnProcesses) return _process.Id;
        var id = _process.Id.ToString(CultureInfo.InvariantCulture);
        try
        {
            var children = File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return children.Length > 0 ? int.Parse(children[^1], CultureInfo.InvariantCulture) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
