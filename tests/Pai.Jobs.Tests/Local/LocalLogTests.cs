using System.Globalization;

namespace Pai.Jobs.Tests;

/// <summary>The log of a job, while it is written and afterwards.</summary>
public class LocalLogTests
{
    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Every_line_arrives_once_and_in_order_with_its_stream(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var id = (await local.SubmitAsync(LocalHarness.Job(
            "awk 'BEGIN { for (i = 0; i < 100000; i++) { print \"out \" i;"
            + " if (i % 10 == 0) print \"err \" i >\"/dev/stderr\" } printf \"the end\" }'"))).Id;

        var lines = new List<LogLine>();
        await foreach (var line in local.Backend.ReadLogsAsync(id, new() { Follow = true }, local.Timeout)) lines.Add(line);

        Assert.Equal(
            Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"out {i}")).Append("the end"),
            lines.Where(l => l.Stream == LogStream.StandardOutput).Select(l => l.Text));
        Assert.Equal(
            Enumerable.Range(0, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"err {i * 10}")),
            lines.Where(l => l.Stream == LogStream.StandardError).Select(l => l.Text));
        Assert.All(lines, l => Assert.Equal(TimeSpan.Zero, l.Time!.Value.Offset));
    }

    [Fact]
    public async Task Lines_are_there_before_the_job_ends()
    {
        await using var local = new LocalHarness();
        var id = (await local.SubmitAsync(LocalHarness.Job(
            JobCommand.Shell("echo one; echo two >&2; read -r word </ml/output/gate/go; printf three"), outputs: [local.Gate()]))).Id;

        var seen = new List<string>();
        await foreach (var line in local.Backend.ReadLogsAsync(id, new() { Follow = true }, local.Timeout))
        {
            seen.Add(line.Text);
            if (seen.Count != 2) continue;
            Assert.Equal(JobStatus.Running, (await local.GetAsync(id)).Status);
            await local.OpenGateAsync();
        }

        Assert.Equal(["one", "two"], seen[..2].Order());
        Assert.Equal(["three"], seen[2..]);
    }

    [Fact]
    public async Task A_slow_reader_slows_nothing_but_itself()
    {
        await using var local = new LocalHarness();
        var id = (await local.SubmitAsync(LocalHarness.Job("seq 1 200000"))).Id;
        await using var slow = local.Backend.ReadLogsAsync(id, new() { Follow = true }, local.Timeout).GetAsyncEnumerator(local.Timeout);
        Assert.True(await slow.MoveNextAsync());

        // The slow one has read one line, and stands still: the job ends, and another reader gets everything.
        await local.AssertSucceededAsync(await local.WaitAsync(id));
        Assert.Equal(200_000, (await local.LogAsync(id)).Length);

        var last = slow.Current.Text;
        var count = 1;
        for (; await slow.MoveNextAsync(); count++) last = slow.Current.Text;
        Assert.Equal((200_000, "200000"), (count, last));
    }

    [Fact]
    public async Task Without_following_what_is_there_is_read_and_no_more()
    {
        await using var local = new LocalHarness();
        var id = (await local.SubmitAsync(LocalHarness.Job(
            JobCommand.Shell("echo one; printf half; echo ready >&2; read -r word </ml/output/gate/go"), outputs: [local.Gate()]))).Id;
        await local.WaitForLineAsync(id, "ready");

        Assert.Equal(["one", "half"], await local.LogAsync(id, follow: false));
    }

    [Fact]
    public async Task Following_ends_when_it_is_cancelled()
    {
        await using var local = new LocalHarness();
        var id = (await local.SubmitAsync(LocalHarness.Job(
            JobCommand.Shell("echo one; read -r word </ml/output/gate/go"), outputs: [local.Gate()]))).Id;
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in local.Backend.ReadLogsAsync(id, new() { Follow = true }, cancel.Token)) await cancel.CancelAsync();
        });
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task The_launch_script_s_own_line_is_in_the_file_and_not_in_the_log(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        foreach (var (command, lines) in ((string, string[])[])[
            ("true", []), ("echo a; echo", ["a", ""]), ("echo a; printf b", ["a", "b"]),
            ("echo '[pai-jobs:end x command 0]'", ["[pai-jobs:end x command 0]"])])
        {
            var id = (await local.RunAsync(LocalHarness.Job(command))).Id;

            Assert.Equal(lines, await local.LogAsync(id));
            Assert.Equal(lines, await local.LogAsync(id, follow: false));
            var folder = new RunFolder(Path.Combine(local.Backend.RunsDirectory, id));
            var last = (await File.ReadAllLinesAsync(folder.StdoutLog))[^1];
            Assert.True(EndLine.TryTake(last, RunRecord.TryRead(folder)!.Tag, out _, out var phase, out var code));
            Assert.Equal(("command", 0), (phase, code));
        }
    }

    [Fact]
    public void Bytes_that_were_there_are_dated_by_the_index_and_later_ones_by_the_reading()
    {
        DateTimeOffset At(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);
        var times = new LogTimes([(10, At(1)), (20, At(2))], Length: 30, LastWrite: At(9));

        Assert.Equal((At(1), 10), times.At(0));
        Assert.Equal((At(1), 10), times.At(9));
        Assert.Equal((At(2), 20), times.At(10));
        Assert.Equal((At(9), 30), times.At(20));
        Assert.Equal((At(9), 30), times.At(29));
        Assert.Null(times.At(30));
    }

    [Fact]
    public void The_index_is_read_though_its_last_line_is_cut_off()
    {
        using var temp = new TempFolder();
        NodeFolder folder = new RunFolder(temp.Root);
        temp.Write("logs/stdout.log", "0123456789");
        temp.Write("logs/stderr.log", "");
        temp.Write("logs/index", "100 4 100 0\n101 8 100 0\n102 9 1");

        var index = LogIndex.Read(folder);

        Assert.Equal(
            [(4, DateTimeOffset.FromUnixTimeSeconds(100)), (8, DateTimeOffset.FromUnixTimeSeconds(101))],
            index.StandardOutput.Marks);
        Assert.Equal(10, index.StandardOutput.Length);
        Assert.Equal(new DateTimeOffset(File.GetLastWriteTimeUtc(folder.StdoutLog)), index.StandardOutput.At(8)!.Value.Time);
    }

    [Fact]
    public async Task A_later_reader_gets_the_times_at_which_the_lines_were_written()
    {
        await using var local = new LocalHarness();
        var ended = await local.RunAsync(LocalHarness.Job("echo line"));
        // As if the run had been a day ago.
        var then = DateTime.UtcNow.AddDays(-1);
        File.SetLastWriteTimeUtc(Path.Combine(local.Backend.RunsDirectory, ended.Id, "logs/stdout.log"), then);

        await foreach (var line in local.Backend.ReadLogsAsync(ended.Id, new() { Follow = true }, local.Timeout))
            Assert.Equal(then, line.Time!.Value.UtcDateTime, TimeSpan.FromSeconds(1));
    }
}
