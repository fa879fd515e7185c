namespace Pai.Jobs.Tests;

/// <summary>Who a job is in a namespace, and whose files it can use.</summary>
public class UsersTests
{
    [RootNamespaceFact]
    public async Task The_job_of_root_reads_and_gives_away_files_of_every_user()
    {
        await using var local = new LocalHarness(LocalIsolation.Namespace);
        var file = local.Write("data/theirs", "theirs\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        using (var chown = System.Diagnostics.Process.Start("chown", ["12345:54321", file])) chown.WaitForExit();

        var log = await local.OutputOfAsync(LocalHarness.Job(
            JobCommand.Shell(
                "cd /ml/output/out; id -u; cat /ml/input/data/in/theirs; cp -a /ml/input/data/in/theirs copy; stat -c %u:%g copy;"
                + " tar -cf a.tar copy; rm copy; tar -xf a.tar; stat -c %u:%g copy; touch own; chown 7:8 own; stat -c %u:%g own"),
            inputs: [LocalHarness.Input("in", local.In("data"))],
            outputs: [LocalHarness.Output("out")]));

        Assert.Equal(["0", "theirs", "12345:54321", "12345:54321", "7:8"], log);
    }

    [Trait("Kind", "Exhaustive")]
    [OtherUserTheory]
    [InlineData(LocalIsolation.Namespace)]
    [InlineData(LocalIsolation.Process)]
    public async Task The_job_of_another_user_is_that_user(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        // Outside /tmp, where the sandbox has a folder of its own.
        var machine = Directory.CreateDirectory("/var/tmp/pai-jobs-users-" + Guid.NewGuid().ToString("N")).FullName;
        try
        {
            // An archive with files of root, which root alone could give to root.
            File.WriteAllText($"{machine}/theirs", "theirs\n");
            string[] pack = ["-cf", $"{machine}/a.tar", "-C", machine, "theirs"];
            using (var tar = System.Diagnostics.Process.Start("tar", pack)) tar.WaitForExit();
            Directory.CreateDirectory(local.Backend.RunsDirectory);
            foreach (var path in (string[])[machine, local.In(""), local.Backend.RunsDirectory])
                File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);
            using var host = HostProcess.Start(
                local.Backend.RunsDirectory,
                isolation,
                1,
                $"id -u; id -g; cd /ml/output/out; tar -xf {machine}/a.tar && cp -a theirs copy && stat -c %u:%g theirs copy; id -u",
                OtherUserTheoryAttribute.Runner);
            var id = (await host.ReadLineAsync(local.Timeout))!;
            Assert.Equal("wait", await host.ReadLineAsync(local.Timeout));
            Assert.Equal("Succeeded JobSucceeded 0", await host.ReadLineAsync(local.Timeout));

            const string User = OtherUserTheoryAttribute.User;
            Assert.Equal([User, User, $"{User}:{User}", $"{User}:{User}", User], await local.LogAsync(id));
        }
        finally
        {
            RunDeletion.Delete(machine);
        }
    }
}

/// <summary>A test that needs namespaces with all users of the machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootNamespaceFactAttribute : FactAttribute
{
    public RootNamespaceFactAttribute()
    {
        if (NamespaceProbe.Machine is not { Problem: null, Users: NamespaceUsers.All })
            Skip = "The tests do not run as root, or root cannot map all users here.";
    }
}

/// <summary>A test that starts a process of another user, as root can.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OtherUserTheoryAttribute : TheoryAttribute
{
    public const string User = "12345";

    /// <summary>What starts a process as the other user.</summary>
    public static readonly string[] Runner = ["setpriv", "--reuid=" + User, "--regid=" + User, "--clear-groups", "env", "HOME=/tmp"];

    private static readonly Lazy<bool> s_works = new(() =>
    {
        if (!Environment.IsPrivilegedProcess) return false;
        // The other user must be able to read the tests themselves.
        using var process = System.Diagnostics.Process.Start(
            Runner[0], [.. Runner[1..], "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "Pai.Jobs.TestHost.dll"), "--version"]);
        process.WaitForExit();
        return process.ExitCode == 0;
    });

    public OtherUserTheoryAttribute()
    {
        if (!s_works.Value) Skip = "The tests do not run as root, or another user cannot start them.";
    }
}
