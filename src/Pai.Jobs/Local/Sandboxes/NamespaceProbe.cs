using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Pai.Jobs.Internal.Local;

/// <summary>The namespaces that this machine lets its users create.</summary>
/// <param name="Problem">What keeps a sandbox from working, in a sentence; null when it works.</param>
/// <param name="OwnProcesses">Whether a sandbox can have processes of its own, so that nothing of it survives its end.</param>
/// <param name="Users">The users that a sandbox can have.</param>
internal sealed record NamespaceProbe(string? Problem, bool OwnProcesses, NamespaceUsers Users)
{
    private const int TimeoutMilliseconds = 10_000;
    private static readonly Lazy<NamespaceProbe> s_machine = new(Run);

    /// <summary>The result on this machine; tried once.</summary>
    public static NamespaceProbe Machine => s_machine.Value;

    private static NamespaceProbe Run()
    {
        if (!OperatingSystem.IsLinux()) return new("they are a feature of Linux.", OwnProcesses: false, NamespaceUsers.Root);
        string? problem = null;
        // In many containers parts of /proc are hidden, and then the kernel lets nobody mount it anew.
        foreach (var ownProcesses in (bool[])[true, false])
        {
            // Root may lack the capability to map all users; and an old unshare cannot map another user than root.
            foreach (var users in (NamespaceUsers[])[NamespaceEntry.Preferred, NamespaceUsers.Root])
            {
                problem = Try(ownProcesses, users);
                if (problem is null) return new(null, ownProcesses, users);
            }
        }

        return new(problem, OwnProcesses: false, NamespaceUsers.Root);
    }

    /// <summary>The same calls as a sandbox makes: namespaces, a bind mount, the mount of their own /proc, and the way in.</summary>
    private static string? Try(bool ownProcesses, NamespaceUsers users)
    {
        var mounts = "mount --bind /usr /usr" + (ownProcesses ? " && mount -t proc proc /proc" : "");
        string[] inner = ["sh", "-c", $"{mounts} && exec {string.Join(' ', NamespaceEntry.Lock(users, "/"))} true"];
        var outer = NamespaceEntry.Mounts(ownProcesses, users);
        return users == NamespaceUsers.All
            ? Try(["unshare", "--user", "sh", "-c", "echo; read -r line; exec \"$@\"", "sh", .. outer, .. inner], isMapped: true)
            : Try([.. outer, .. inner], isMapped: false);
    }

    private static string? Try(string[] command, bool isMapped)
    {
        if (Programs.Find(command[0]) is not { } path)
            return $"the command {command[0]} is missing; on Debian and Ubuntu it is in the package util-linux.";
        try
        {
            var start = new ProcessStartInfo(path, command[1..])
            {
                WorkingDirectory = "/",
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            };
            start.Environment["PATH"] = SupervisorEnvironment.ToolPath(Environment.GetEnvironmentVariable("PATH"));
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            // The line says that it is in the namespace, and then it waits.
            if (isMapped && process.StandardOutput.ReadLine() is not null) Map(process.Id);
            process.StandardInput.Close();
            if (!process.WaitForExit(TimeoutMilliseconds))
            {
                process.Kill();
                return "creating a namespace timed out.";
            }

            return process.ExitCode == 0
                ? null
                : $"{error.GetAwaiter().GetResult().Trim().ReplaceLineEndings(" ")} "
                    + "(the kernel or a container around this process may forbid them).";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return e.Message;
        }
    }

    private static void Map(int process)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/");
        File.WriteAllText(folder + "gid_map", NamespaceEntry.MapOfAll("gid_map"));
        File.WriteAllText(folder + "uid_map", NamespaceEntry.MapOfAll("uid_map"));
    }
}
