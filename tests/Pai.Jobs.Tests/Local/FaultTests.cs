using Pai.Jobs.TestHost;

namespace Pai.Jobs.Tests;

/// <summary>Every call against every fault of the file system: what is thrown is the library's, and says what to do.</summary>
[Trait("Kind", "Exhaustive")]
public class FaultTests
{
    /// <summary>What is wrong with the folder of all runs.</summary>
    private static readonly Dictionary<string, Func<LocalHarness, string>> s_runsDirectories = new()
    {
        ["a file"] = local => local.Write("runs", ""),
        ["below a file"] = local => local.Write("file", "") + "/runs",
        ["a circle of links"] = local =>
        {
            Directory.CreateSymbolicLink(local.In("loop"), local.In("loop"));
            return local.In("loop");
        },
        ["a link to nothing below a file"] = local =>
        {
            Directory.CreateSymbolicLink(local.In("link"), local.Write("file", "") + "/x");
            return local.In("link");
        },
        ["a name that is too long"] = local => local.In(new string('n', 300)),
        ["not to be written to"] = _ => "/proc/pai-jobs-runs",
    };

    /// <summary>What is wrong with a run that has ended.</summary>
    private static readonly Dictionary<string, Action<string>> s_runs = new()
    {
        ["no record"] = run => File.Delete(run + "/run.json"),
        ["an empty record"] = run => File.WriteAllText(run + "/run.json", ""),
        ["a record of nothing"] = run => File.WriteAllText(run + "/run.json", "{}"),
        ["a record of nulls"] = run => File.WriteAllText(
            run + "/run.json", File.ReadAllText(run + "/run.json").Replace("\"nodes\": [", "\"nodes\": [null,", StringComparison.Ordinal)),
        ["a record with another location"] = run => File.WriteAllText(
            run + "/run.json", File.ReadAllText(run + "/run.json").Replace("\"out\": \"", "\"out\": \"x://", StringComparison.Ordinal)),
        ["no config"] = run => Directory.Delete(run + "/ml/input", recursive: true),
        ["no logs"] = run => Directory.Delete(run + "/logs", recursive: true),
        ["nothing"] = run => Directory.Delete(run, recursive: true),
        ["a file"] = run =>
        {
            Directory.Delete(run, recursive: true);
            File.WriteAllText(run, "");
        },
    };

    public static TheoryData<string> RunsDirectories => [.. s_runsDirectories.Keys];

    public static TheoryData<string> Runs =>
    [
        .. s_runs.Keys,
        .. from file in (string[])["run.json", "exit", "phase", "supervisor", "started", "stop", "metrics", "logs/stdout.log", "logs/index"]
           select "a folder in place of " + file,
    ];

    private static LocalHarness Harness() => new(LocalIsolation.Process);

    private static string Source(LocalHarness local) => Path.GetDirectoryName(local.Write("src/main.sh", ""))!;

    private static void AssertRight(IEnumerable<(string Call, Exception? Error)> calls)
    {
        foreach (var (call, error) in calls)
        {
            Assert.True(
                error is null or PaiException or ArgumentException or OperationCanceledException or ObjectDisposedException,
                $"{call} threw {error}");
        }
    }

    [Theory]
    [MemberData(nameof(RunsDirectories))]
    public async Task A_folder_of_runs_that_cannot_be_used(string fault)
    {
        await using var local = Harness();
        var runs = s_runsDirectories[fault](local);

        var calls = await FaultWalk.RunAsync(
            new() { RunsDirectory = runs, Isolation = LocalIsolation.Process }, Source(local), local.Write("in/a", ""), local.In("out"));

        AssertRight(calls);
        var message = calls.First(c => c.Call == "submit").Error!.Message;
        Assert.Contains(runs, message, StringComparison.Ordinal);
        Assert.Contains("PAI_JOBS_RUNS_DIR", message, StringComparison.Ordinal);
        if (fault == "a file") File.Delete(runs);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_run_that_is_damaged(string fault)
    {
        await using var local = Harness();
        local.Write("in/a", "");
        var other = await local.RunAsync(LocalHarness.Job("true"));
        var id = (await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell("true"), Source(local), [LocalHarness.Input("in", local.In("in"))], [LocalHarness.Output("out")]))).Id;
        var run = Path.Combine(local.Backend.RunsDirectory, id);
        if (s_runs.TryGetValue(fault, out var damage))
        {
            damage(run);
        }
        else
        {
            var path = Path.Combine(run, fault[(fault.LastIndexOf(' ') + 1)..]);
            File.Delete(path);
            Directory.CreateDirectory(path);
        }

        AssertRight(await FaultWalk.RunAsync(
            new() { RunsDirectory = local.Backend.RunsDirectory, Isolation = LocalIsolation.Process },
            Source(local), local.In("in"), local.In("out"), id));
        // One run's damage is not another's.
        Assert.Contains(other.Id, await local.ListAsync(new()));
    }

    [Theory]
    [InlineData("file/src", "in", "out")]
    [InlineData("src", "file/in", "out")]
    [InlineData("src", "in", "file/out")]
    [InlineData("loop", "loop/in", "loop/out")]
    [InlineData("nowhere/src", "nowhere/in", "nowhere/out")]
    public async Task Channels_and_sources_that_cannot_be_used(string source, string input, string output)
    {
        await using var local = Harness();
        Source(local);
        local.Write("in/a", "");
        local.Write("file", "");
        Directory.CreateSymbolicLink(local.In("loop"), local.In("loop"));

        AssertRight(await FaultWalk.RunAsync(
            new() { RunsDirectory = local.Backend.RunsDirectory, Isolation = LocalIsolation.Process },
            local.In(source), local.In(input), local.In(output)));
    }

    [Fact]
    public async Task A_current_directory_that_was_deleted()
    {
        await using var local = Harness();
        Source(local);
        local.Write("in/a", "");
        using var host = HostProcess.Start([], "walk", local.In("runs"), local.In("gone"));

        var calls = await ReadAsync(host, local);
        Assert.Contains(calls, c => c is ["submit", _, "", ..]);
        using var relative = HostProcess.Start([], "walk", "runs", local.In("gone"));
        Assert.Contains(await ReadAsync(relative, local), c => c is ["open", _, "JobException", var message]
            && message.Contains("PAI_JOBS_RUNS_DIR", StringComparison.Ordinal));
    }

    /// <summary>As root nothing is unreadable, so another user tries.</summary>
    [OtherUserTheory]
    [InlineData("src", true)]
    [InlineData("in", false)]
    [InlineData("out", false)]
    [InlineData("runs", true)]
    [InlineData("", true)]
    public async Task Folders_of_another_user(string hidden, bool isRefused)
    {
        await using var local = Harness();
        foreach (var folder in (string[])["all/src/d", "all/in/d", "all/out/d", "all/runs"]) Directory.CreateDirectory(local.In(folder));
        File.WriteAllText(local.In("all/src/d/main.sh"), "");
        foreach (var folder in (string[])["", "all", "all/src", "all/in", "all/out", "all/out/d", "all/runs"])
            File.SetUnixFileMode(local.In(folder), (UnixFileMode)0b111_111_111);
        File.SetUnixFileMode(local.In("all/" + hidden), (UnixFileMode)0b111_000_000);
        using var host = HostProcess.Start(OtherUserTheoryAttribute.Runner, "walk", local.In("all/runs"), local.In("all"));

        var calls = await ReadAsync(host, local);

        Assert.Equal(isRefused, calls.Exists(c => c is ["submit", _, { Length: > 0 }, ..]));
    }

    [OtherUserTheory]
    [InlineData("HOME=/nonexistent")]
    [InlineData("HOME=/proc")]
    [InlineData("HOME=")]
    public async Task A_home_that_is_missing_or_cannot_be_written_to(string home)
    {
        await using var local = Harness();
        Directory.CreateDirectory(local.In("src"));
        local.Write("in/a", "");
        File.SetUnixFileMode(local.In(""), (UnixFileMode)0b111_111_111);
        using var host = HostProcess.Start([.. OtherUserTheoryAttribute.Runner, home], "walk", "", local.In(""));

        Assert.Contains(await ReadAsync(host, local), c => c is ["submit" or "open", _, { Length: > 0 }, var message]
            && message.Contains("PAI_JOBS_RUNS_DIR", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reading_against_deleting_and_two_deletes_at_once()
    {
        await using var local = Harness();
        for (var round = 0; round < 5; round++)
        {
            var id = (await local.RunAsync(LocalHarness.Job("echo 1; echo 2; exit 3"))).Id;
            using var start = new Barrier(6);
            var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                start.SignalAndWait();
                return await FaultWalk.RunAsync(
                    new() { RunsDirectory = local.Backend.RunsDirectory, Isolation = LocalIsolation.Process },
                    local.In("nowhere"), local.In("nowhere"), local.In("out"), id);
            })).ToList();
            var deletes = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
            {
                start.SignalAndWait();
                return await Record.ExceptionAsync(() => local.Backend.DeleteAsync(id, default));
            })).ToList();

            foreach (var calls in await Task.WhenAll(readers)) AssertRight(calls);
            foreach (var error in await Task.WhenAll(deletes)) Assert.True(error is null or JobNotFoundException, error?.ToString());
            Assert.Empty(await local.Backend.GetAsync([id], default));
        }
    }

    /// <summary>The lines of a walk in another process: call, whether it is right, type, message.</summary>
    private static async Task<List<string[]>> ReadAsync(HostProcess host, LocalHarness local)
    {
        var calls = new List<string[]>();
        while (await host.ReadLineAsync(local.Timeout) is { } line) calls.Add(line.Split('|', 4));
        Assert.NotEmpty(calls);
        Assert.All(calls, c => Assert.True(c[1] == "True", string.Join(' ', c)));
        return calls;
    }
}
