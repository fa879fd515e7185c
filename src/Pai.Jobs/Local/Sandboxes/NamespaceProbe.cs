using System.ComponentModel;
using System.Diagnostics;

namespace Pai.Jobs;

/// <summary>Tries whether this machine lets its users make the namespaces of a sandbox.</summary>
internal static class NamespaceProbe
{
    private const int TimeoutMilliseconds = 10_000;

    /// <summary>What keeps namespaces from working, in a sentence; null when they work.</summary>
    public static string? Run()
    {
        if (!OperatingSystem.IsLinux()) return "they are a feature of Linux.";
        try
        {
            // The same calls as a sandbox makes: namespaces, a bind mount, the mount of their own /proc, another root.
            var start = new ProcessStartInfo("unshare", ["--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", "mount --bind /usr /usr && mount -t proc proc /proc && chroot / true"])
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

            return process.ExitCode == 0 ? null : $"{error.GetAwaiter().GetResult().Trim().ReplaceLineEndings(" ")} (the kernel or a container around this process may forbid them).";
        }
        catch (Win32Exception)
        {
            return "the command unshare is missing; on Debian and Ubuntu it is in the package util-linux.";
        }
    }
}
