namespace Pai.Jobs.Tests;

/// <summary>A job fills the disk that its run is on: here a small one in memory, which the host's mount namespace has for itself.</summary>
[Trait("Kind", "Exhaustive")]
public class FullDiskTests
{
    private const string Fill = "mkfifo /ml/output/out/go; echo running; cat /dev/zero >/ml/output/out/big; ";

    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    private static HostProcess Start(LocalHarness local, LocalIsolation isolation, string command, params string[] more)
    {
        Directory.CreateDirectory(local.Backend.RunsDirectory);
        string[] runner =
        [
            "unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=2m none \"$0\" && exec \"$@\"", local.Backend.RunsDirectory,
        ];
        return HostProcess.Start(runner, [local.Backend.RunsDirectory, isolation.ToString(), "1", command, .. more]);
    }

    private static async Task<string?> EndAsync(HostProcess host, LocalHarness local)
    {
        Assert.NotNull(await host.ReadLineAsync(local.Timeout));
        Assert.Equal("wait", await host.ReadLineAsync(local.Timeout));
        return await host.ReadLineAsync(local.Timeout);
    }

    [TmpfsTheory]
    [MemberData(nameof(Isolations))]
    public async Task Its_exit_code_is_known(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        using var host = Start(local, isolation, Fill + "exit 3");

        Assert.Equal("Failed JobFailed 3", await EndAsync(host, local));
    }

    [TmpfsTheory]
    [MemberData(nameof(Isolations))]
    public async Task A_runaway_writer_can_be_stopped(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        using var host = Start(
            local, isolation, Fill + "echo full >/ml/output/out/go; while :; do echo x >>/ml/output/out/big; done 2>/dev/null", "stop");

        var end = await EndAsync(host, local);

        Assert.StartsWith("Stopped JobStoppedByUser", end, StringComparison.Ordinal);
    }
}

/// <summary>A test that mounts a file system; where that is not allowed, it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TmpfsTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<bool> s_works = new(() =>
    {
        try
        {
            using var process = System.Diagnostics.Process.Start("unshare", ["-rm", "sh", "-c", "mount -t tmpfs none /mnt"]);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    public TmpfsTheoryAttribute()
    {
        if (!s_works.Value) Skip = "A small disk cannot be mounted here (unshare -rm, mount -t tmpfs).";
    }
}
