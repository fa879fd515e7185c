using System.Diagnostics;
using System.Net.Sockets;

namespace Pai.Jobs.Tests;

public sealed class SourceLinksTests
{
    [Theory]
    [InlineData("link", "main.py")]
    [InlineData("link", "d")]
    [InlineData("link", "./d/../d/x")]
    [InlineData("d/link", "../main.py")]
    [InlineData("d/link", "..")]
    [InlineData("d/self", ".")]
    public async Task A_link_within_the_folder_is_kept(string path, string target)
    {
        using var tree = new TempTree();
        tree.Add("main.py", "d/x");
        tree.Link(path, target);
        Assert.Contains(path, (await tree.PlanAsync()).Entries);
    }

    [Theory]
    [InlineData("link", "/etc/passwd", "is absolute")]
    [InlineData("link", "..", "leaves the folder")]
    [InlineData("link", "../outside", "leaves the folder")]
    [InlineData("d/link", "../../outside", "leaves the folder")]
    [InlineData("link", "../code/main.py", "leaves the folder")]
    [InlineData("link", "d/../../code/main.py", "leaves the folder")]
    [InlineData("link", "nowhere", "leads nowhere")]
    [InlineData("link", "main.py/x", "leads nowhere")]
    [InlineData("link", "link", "leads in a circle")]
    [InlineData("link", "left.pyc", "leads to left.pyc, which is left out")]
    public async Task A_link_that_would_break_is_refused_with_its_target(string path, string target, string reason)
    {
        using var tree = new TempTree();
        tree.Add("main.py", "d/x", "left.pyc");
        File.WriteAllText(tree.Beside("outside"), "secret");
        tree.Link(path, target);
        var error = await tree.RefusedAsync();
        Assert.StartsWith($"the link {path} -> {target} {reason}", Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_leaves_the_folder_by_way_of_another_is_refused()
    {
        using var tree = new TempTree();
        tree.Add("x/y", "a/b/c/");
        tree.Link("a/b/c/inside", "../../../x");
        // By its segments it stays within; followed, it goes to x and then up twice.
        tree.Link("a/b/c/evil", "inside/../../outside");
        var problem = Assert.Single((await tree.RefusedAsync()).Problems);
        Assert.Contains("a/b/c/evil -> inside/../../outside leaves the folder", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ignored_link_is_nobodys_business()
    {
        using var tree = new TempTree();
        tree.Add("main.py");
        tree.Link("data", "/somewhere");
        tree.Write(IgnoreRules.FileName, "data");
        Assert.DoesNotContain("data", (await tree.PlanAsync()).Entries);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        using var tree = new TempTree();
        tree.Link("a", "/etc/passwd");
        tree.Link("b", "nowhere");
        tree.Link("c", "..");
        var error = await tree.RefusedAsync();
        Assert.Equal(3, error.Problems.Count);
        Assert.Contains("cannot be packed, for 3 reasons:\n  - the link a -> /etc/passwd", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_circle_of_folders_is_walked_once()
    {
        using var tree = new TempTree();
        tree.Add("d/x");
        tree.Link("d/up", "..");
        tree.Link("e", "d");
        Assert.Equal(["d/", "d/up", "d/x", "e"], (await tree.PlanAsync()).Entries);
    }

    [Fact]
    public async Task A_pipe_is_refused_and_not_waited_for()
    {
        using var tree = new TempTree();
        using (var mkfifo = Process.Start("mkfifo", [tree.In("pipe"), tree.In(IgnoreRules.FileName)])!) await mkfifo.WaitForExitAsync();
        var error = await tree.RefusedAsync();
        Assert.Equal(2, error.Problems.Count);
        Assert.StartsWith("pipe is not a regular file", error.Problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_is_refused()
    {
        using var tree = new TempTree();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(tree.In("s")));
        Assert.StartsWith("s is not a regular file", Assert.Single((await tree.RefusedAsync()).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_is_refused()
    {
        var error = await Assert.ThrowsAsync<CodeArchiveException>(() => CodeArchive.PlanAsync("/dev/null"));
        Assert.StartsWith("null is not a regular file", Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_not_UTF_8_is_refused()
    {
        using var tree = new TempTree();
        // Through the shell, since .NET cannot name such a file; nor delete it.
        await ShellAsync(": > \"$(printf 'caf\\351')\"");
        Assert.Contains("is not UTF-8", Assert.Single((await tree.RefusedAsync()).Problems), StringComparison.Ordinal);
        await ShellAsync("rm caf*");

        async Task ShellAsync(string script)
        {
            using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = tree.Root })!;
            await shell.WaitForExitAsync();
        }
    }

    [UserFact]
    public async Task A_file_that_may_not_be_read_is_an_error_with_its_name()
    {
        using var tree = new TempTree();
        tree.Add("secret");
        File.SetUnixFileMode(tree.In("secret"), UnixFileMode.None);
        Assert.Contains("secret", Assert.Single((await tree.RefusedAsync()).Problems), StringComparison.Ordinal);
    }
}

/// <summary>A test of permissions; skipped, with the reason, for root, who may read everything.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UserFactAttribute : FactAttribute
{
    public UserFactAttribute()
    {
        if (Environment.IsPrivilegedProcess) Skip = "root may read everything";
    }
}
