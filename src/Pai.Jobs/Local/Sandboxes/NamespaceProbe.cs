using System.ComponentModel;
using System.Diagnostics;

namespace Pai.Jobs.Internal.Local;

/// <summary>What this machine lets its users do with namespaces.</summary>
/// <param name="Problem">What keeps a sandbox from working, in a sentence; null when it works.</param>
/// <param name="OwnProcesses">Whether a sandbox can have processes of its own, so that nothing of it survives its end.</param>
internal sealed record NamespaceProbe(string? Problem, bool OwnProcesses)
{
    private const int TimeoutMilliseconds = 10_000;
    private static readonly Lazy<NamespaceProbe> s_machine = new(Run);

    /// <summary>What was found out on this machine; tried once.</summary>
    public static NamespaceProbe Machine => s_machine.Value;

    private static NamespaceProbe Run()
    {
        if (!OperatingSystem.IsLinux()) return new("they are a feature of Linux.", OwnProcesses: false);
        // The same calls as a sandbox makes: namespaces, a bind mount, the mount of their own /proc, another root
        // behind a second namespace.
        const string Enter = "exec unshare --user --map-root-user --mount --root / true";
        if (Try(["--pid", "--fork", "--kill-child", "sh", "-c", $"mount --bind /usr /usr && mount -t proc proc /proc && {Enter}"]) is null)
            return new(null, OwnProcesses: true);
        // In many containers parts of /proc are hidden, and then the kernel lets nobody mount it anew.
        return new(Try(["sh", "-c", $"mount --bind /usr /usr && {Enter}"]), OwnProcesses: false);
    }

    private static string? Try(string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("unshare", ["--user", "--map-root-user", "--mount", .. arguments])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            };
            start.Environment["PATH"] = SupervisorEnvironment.ToolPath(Environment.GetEnvironmentVariable("PATH"));
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(TimeoutMilliseconds))
            {
                process.Kill();
                return "making one did not come to an end.";
            }

            return process.ExitCode == 0
                ? null
                : $"{error.GetAwaiter().GetResult().Trim().ReplaceLineEndings(" ")} "
                    + "(the kernel or a container around this process may forbid them).";
        }
        catch (Win32Exception)
        {
            return "the command unshare is missing; on Debian and Ubuntu it is in the package util-linux.";
        }
    }
}
