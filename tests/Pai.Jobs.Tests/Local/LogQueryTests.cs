using System.Globalization;
using System.Text;

namespace Pai.Jobs.Tests;

/// <summary>Parts of a log: its end, a time, a node, and what comes after a position.</summary>
[Trait("Kind", "Exhaustive")]
public class LogQueryTests
{
    /// <summary>A run that has ended, with logs that the test writes.</summary>
    private static async Task<string> EndedAsync(LocalHarness local, string stdout, string stderr = "", string index = "")
    {
        var id = (await local.RunAsync(LocalHarness.Job("true"))).Id;
        Write(local, id, "stdout.log", stdout);
        Write(local, id, "stderr.log", stderr);
        Write(local, id, "index", index);
        return id;
    }

    private static string PathOf(LocalHarness local, string id, string name) => Path.Combine(local.Backend.RunsDirectory, id, "logs", name);

    private static void Write(LocalHarness local, string id, string name, string text) => File.WriteAllText(PathOf(local, id, name), text);

    private static async Task<string[]> TextsAsync(LocalHarness local, string id, LogQuery query) =>
        [.. (await local.ReadLogsAsync(id, query)).Select(l => l.Text)];

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task The_tail_has_the_last_lines_whatever_their_ends_are(string end)
    {
        await using var local = new LocalHarness();
        string[] lines = ["one", "", "three", "four", "", "six"];
        foreach (var last in (string[])["", "rest"])
        {
            var id = await EndedAsync(local, string.Concat(lines.Select(l => l + end)) + last);
            string[] all = last.Length == 0 ? lines : [.. lines, last];
            foreach (var count in (int[])[0, 1, 2, 3, 5, 6, 7, 100])
                Assert.Equal(all.TakeLast(count), await TextsAsync(local, id, new() { Tail = count }));
        }
    }

    [Fact]
    public async Task The_tail_is_of_both_streams_in_order_of_time()
    {
        await using var local = new LocalHarness();
        var id = await EndedAsync(local, "a\nb\nc\nd\n", "1\n2\n3", "100 4 100 0\n100 4 101 4\n102 8 101 4\n");
        File.SetLastWriteTimeUtc(PathOf(local, id, "stderr.log"), DateTimeOffset.FromUnixTimeSeconds(103).UtcDateTime);

        Assert.Equal(["a", "b", "1", "2", "c", "d", "3"], await TextsAsync(local, id, new() { Tail = 7 }));
        Assert.Equal(["2", "c", "d", "3"], await TextsAsync(local, id, new() { Tail = 4 }));
        Assert.Equal(["3"], await TextsAsync(local, id, new() { Tail = 1 }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lines_with_a_string_are_found_and_the_last_of_them(bool follow)
    {
        await using var local = new LocalHarness();
        var id = await EndedAsync(local, "Epoch 1\nloss\nEPOCH 2\nepoch 3\nend\n", "an epoch\nno\n");

        Assert.Equal(["Epoch 1", "EPOCH 2", "epoch 3", "an epoch"], await FindAsync(new() { Contains = "epoch", Follow = follow }));
        Assert.Equal(["epoch 3", "an epoch"], await FindAsync(new() { Contains = "epoch", Follow = follow, Tail = 2 }));

        async Task<string[]> FindAsync(LogQuery query) =>
            await LogSearch.ReadAsync(local.Backend, id, query, CancellationToken.None).Select(l => l.Text).ToArrayAsync();
    }

    [Fact]
    public async Task A_position_of_another_run_is_refused()
    {
        await using var local = new LocalHarness();
        var one = await EndedAsync(local, "a\nb\n", "", "");
        var other = await EndedAsync(local, "a\nb\n", "", "");
        LogPosition? after = null;
        await foreach (var line in local.Backend.ReadLogsAsync(one, new() { Tail = 2 }, local.Timeout)) after ??= line.Position;

        Assert.Equal(["b"], await TextsAsync(local, one, new() { After = after }));
        var e = await Assert.ThrowsAsync<ArgumentException>(() => TextsAsync(local, other, new() { After = after }));
        Assert.Contains(after.ToString()!, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tail_is_that_of_the_times_that_are_asked_for()
    {
        await using var local = new LocalHarness();
        var id = await EndedAsync(local, "a\nb\nc\nd\n", "", "100 4 100 0\n102 8 101 0\n");
        static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(["b"], await TextsAsync(local, id, new() { Tail = 1, Until = At(102) }));
        Assert.Equal(["a", "b"], await TextsAsync(local, id, new() { Tail = 5, Until = At(102) }));
        Assert.Equal(["c", "d"], await TextsAsync(local, id, new() { Tail = 5, Since = At(102) }));
        Assert.Empty(await TextsAsync(local, id, new() { Tail = 5, Until = At(100) }));
        Assert.Empty(await TextsAsync(local, id, new() { Tail = 5, Since = At(200) }));
    }

    [Fact]
    public async Task The_tail_of_a_long_log_is_there_without_reading_the_rest()
    {
        await using var local = new LocalHarness();
        var id = await EndedAsync(local, "");
        // A hole in the file that takes no space, and that nobody can read through in the time of the test.
        using (var log = File.OpenWrite(PathOf(local, id, "stdout.log")))
        {
            log.SetLength(1L << 40);
            log.Seek(0, SeekOrigin.End);
            log.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(i => $"\nline {i}"))));
        }

        Assert.Equal(Enumerable.Range(900, 100).Select(i => $"line {i}"), await TextsAsync(local, id, new() { Tail = 100 }));
    }

    [Fact]
    public async Task The_tail_of_a_job_that_runs_is_followed_by_what_comes_later()
    {
        await using var local = new LocalHarness();
        const string Command = "echo one; echo two; printf ha; echo ready >&2; read -r word </ml/output/gate/go; echo lf; echo four";
        var id = (await local.SubmitAsync(LocalHarness.Job(JobCommand.Shell(Command), outputs: [local.Gate()]))).Id;
        await local.WaitForLineAsync(id, "ready");

        var seen = new List<string>();
        await foreach (var line in local.Backend.ReadLogsAsync(id, new() { Tail = 2, Follow = true }, local.Timeout))
        {
            seen.Add(line.Text);
            if (seen.Count == 2) await local.OpenGateAsync();
        }

        Assert.Equal(["ready", "two"], seen[..2].Order());
        Assert.Equal(["half", "four"], seen[2..]);
    }

    [Fact]
    public async Task Lines_since_and_until_a_time_are_those_that_were_written_then()
    {
        await using var local = new LocalHarness();
        var id = await EndedAsync(local, "a\nb\nc\nd", "1\n2\n", "100 2 100 0\n101 4 101 2\n102 6 102 4\n");
        File.SetLastWriteTimeUtc(PathOf(local, id, "stdout.log"), At(103).UtcDateTime);

        Assert.Equal(["b", "c", "1", "2", "d"], await TextsAsync(local, id, new() { Since = At(101) }));
        Assert.Equal(["a", "b", "1"], await TextsAsync(local, id, new() { Until = At(102) }));
        Assert.Equal(["c", "2"], await TextsAsync(local, id, new() { Since = At(102), Until = At(103) }));
        Assert.Equal(["d"], await TextsAsync(local, id, new() { Since = At(103), Follow = true }));
        Assert.Empty(await TextsAsync(local, id, new() { Since = At(104) }));

        static DateTimeOffset At(int second) => DateTimeOffset.FromUnixTimeSeconds(second);
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_refused_with_those_that_are()
    {
        await using var local = new LocalHarness();
        var id = await EndedAsync(local, "a\n", "b\n");

        Assert.Equal(["a", "b"], await TextsAsync(local, id, new() { Node = "worker-0" }));
        Assert.All(await local.ReadLogsAsync(id, new()), l => Assert.Equal("worker-0", l.Node));
        var refused = await Assert.ThrowsAsync<JobException>(() => local.ReadLogsAsync(id, new() { Node = "worker-1" }));
        Assert.Contains("worker-1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("worker-0", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_each_line_exactly_the_rest_is_read(int seed)
    {
        await using var local = new LocalHarness();
        var random = new Random(seed);
        var id = await EndedAsync(local, RandomLog(random, 60), RandomLog(random, 40));
        var all = await local.ReadLogsAsync(id, new());
        Assert.True(all.Count > 90);

        for (var i = 0; i < all.Count; i++)
        {
            // As another process would: the position as a string.
            var after = new LogPosition(all[i].Position!.Value.ToString());
            var rest = await local.ReadLogsAsync(id, new() { After = after });
            Assert.Equal(all[(i + 1)..].Select(l => (l.Stream, l.Text)), rest.Select(l => (l.Stream, l.Text)));
            Assert.Equal(all[(i + 1)..].Select(l => l.Position), rest.Select(l => l.Position));
        }
    }

    [Fact]
    public async Task After_a_line_of_a_long_log_exactly_the_rest_is_read()
    {
        await using var local = new LocalHarness();
        // More than is read at once; the first piece ends between CR and LF.
        var stdout = new string('x', (1 << 17) - 1) + "\r\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"out {i}\r\n"));
        var stderr = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"err {i}\n")) + "the end";
        var id = await EndedAsync(local, stdout, stderr);
        var all = await local.ReadLogsAsync(id, new());
        Assert.Equal(60_002, all.Count);

        foreach (var i in (int[])[0, 1, 2, 9999, 29_999, 30_000, 30_001, 30_002, 45_000, 60_000, 60_001])
        {
            var rest = await local.ReadLogsAsync(id, new() { After = all[i].Position });
            Assert.Equal(all[(i + 1)..].Select(l => l.Text), rest.Select(l => l.Text));
        }
    }

    [Fact]
    public async Task A_line_feed_that_comes_after_the_position_of_its_carriage_return_is_no_line()
    {
        await using var local = new LocalHarness();
        const string Command = "printf 'one\\r'; echo ready >&2; read -r word </ml/output/gate/go; printf '\\ntwo\\r\\n'";
        var id = (await local.SubmitAsync(LocalHarness.Job(JobCommand.Shell(Command), outputs: [local.Gate()]))).Id;
        await local.WaitForLineAsync(id, "ready");
        var one = Assert.Single(await local.ReadLogsAsync(id, new()), l => l.Text == "one");

        var following = local.ReadLogsAsync(id, new() { After = one.Position, Follow = true });
        await local.OpenGateAsync();

        Assert.Equal(["two"], (await following).Select(l => l.Text));
    }

    [Theory]
    [InlineData("dlc:1,2")]
    [InlineData("local:")]
    [InlineData("local:1")]
    [InlineData("local:1,2,3,4")]
    [InlineData("local:1,-2")]
    [InlineData("local:1,x")]
    [InlineData("local:1,99999999999999999999")]
    public async Task A_position_of_another_log_is_refused(string position)
    {
        await using var local = new LocalHarness();
        var id = await EndedAsync(local, "a\n");

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => local.ReadLogsAsync(id, new() { After = new(position) }));
        Assert.Contains(position, refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => local.ReadLogsAsync(id, new() { After = default(LogPosition) }));
    }

    [Fact]
    public async Task Queries_that_contradict_themselves_are_refused()
    {
        await using var local = new LocalHarness();
        var id = await EndedAsync(local, "a\n");
        var now = DateTimeOffset.UtcNow;

        foreach (var (query, named) in (IEnumerable<(LogQuery, string)>)[
            (new() { Tail = 1, After = new("local:0,0") }, "LogQuery.After"),
            (new() { Tail = -1 }, "-1"),
            (new() { Since = now, Until = now }, "LogQuery.Until")])
        {
            var refused = Assert.Throws<ArgumentException>(() => local.Backend.ReadLogsAsync(id, query, local.Timeout));
            Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Numbered lines, some of them empty, with ends of all kinds, and something after the last end.</summary>
    private static string RandomLog(Random random, int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            if (random.Next(4) != 0) text.Append(CultureInfo.InvariantCulture, $"{i} 日本 {new string('x', random.Next(10))}");
            text.Append(random.Next(3) switch { 0 => "\n", 1 => "\r\n", _ => "\r" });
        }

        return text.Append("rest").ToString();
    }
}
