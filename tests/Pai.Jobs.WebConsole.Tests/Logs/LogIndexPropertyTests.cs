using System.Text;
using Pai.Jobs.Cli.WebConsole;

namespace Pai.Jobs.WebConsole.Tests.Logs;

/// <summary>Random logs through the index, compared with what the library reads.</summary>
public class LogIndexPropertyTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] s_nodes = ["worker-0", "worker-1"];
    private static readonly LogStream[] s_streams = [LogStream.StandardOutput, LogStream.StandardError];

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_index_has_the_lines_that_the_library_reads(int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        var run = Write(folder.Path, random);
        await using var backend = new LocalBackend(new() { RunsDirectory = folder.Path });
        var truth = new List<LogLine>();
        await foreach (var line in backend.ReadLogsAsync(run.Id, new(), CancellationToken.None)) truth.Add(line);

        await using var log = Open(folder.Path, run);
        await log.FirstLook;

        Assert.True(log.State.IsComplete, log.State.Error);
        Assert.Null(log.State.Error);
        Assert.Equal(truth.Count, log.State.Lines);
        foreach (var node in s_nodes)
        {
            foreach (var stream in s_streams)
            {
                var expected = truth.Where(l => l.Node == node && l.Stream == stream).ToList();
                var filter = new LogFilter(node, stream == LogStream.StandardError ? "Error" : "Out");
                AssertSame(expected, ReadAll(log, filter, random));
            }
        }

        var all = ReadAll(log, default, random);
        AssertWindows(log, all, random);
        AssertTimes(log, all, random);
        AssertSearch(log, random);
        AssertCounts(log, truth, random);
    }

    [Fact]
    public async Task Lines_keep_their_numbers_while_the_log_grows()
    {
        using var folder = new TemporaryFolder();
        var run = new FakeRun(folder.Path, "worker-0");
        await using var log = Open(folder.Path, run);
        using var following = log.Follow();

        run.Append(0, LogStream.StandardOutput, "one\ntwo\nhal");
        run.Mark(0, s_start);
        await UntilAsync(log, s => s.Lines == 2);
        run.Append(0, LogStream.StandardError, "bad\n");
        run.Append(0, LogStream.StandardOutput, "f\nthree\r");
        run.Mark(0, s_start.AddSeconds(5));
        await UntilAsync(log, s => s.Lines == 4);
        run.Append(0, LogStream.StandardOutput, "\n[pai-jobs:end tag123 command 0]\n");
        run.End(s_start.AddSeconds(9));
        await UntilAsync(log, s => s.IsComplete);

        var lines = LogWindow.Read(log, default, 0, 500, isFolded: false, CancellationToken.None).Lines;
        Assert.Equal(["one", "two", "half", "bad", "three"], lines.Select(l => l.Text));
        Assert.Equal([0, 0, 0, 5, 5], lines.Select(l => (l.Time - s_start).TotalSeconds));
        Assert.Null(lines[^1].Replaced);
    }

    private static RunLog Open(string folder, FakeRun run) =>
        new(new LocalLogFeed(folder, run.Id, TimeProvider.System), TimeProvider.System, CancellationToken.None);

    private static async Task UntilAsync(RunLog log, Func<LogState, bool> isReached)
    {
        while (true)
        {
            var (state, changed) = log.Watch();
            if (isReached(state)) return;
            await changed.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    private static FakeRun Write(string folder, Random random)
    {
        var run = new FakeRun(folder, s_nodes);
        var time = s_start;
        for (var step = random.Next(1, 30); step > 0; step--)
        {
            var node = random.Next(s_nodes.Length);
            for (var piece = random.Next(12); piece > 0; piece--) run.Append(node, s_streams[random.Next(2)], Piece(random));
            time = time.AddSeconds(random.Next(3));
            if (random.Next(4) > 0) run.Mark(node, time);
        }

        run.End(time.AddSeconds(1));
        return run;
    }

    private static byte[] Piece(Random random) => random.Next(14) switch
    {
        0 => "\r"u8.ToArray(),
        1 => "\n"u8.ToArray(),
        2 => "\r\n"u8.ToArray(),
        3 => [0xFF, 0xC3, 0x28, (byte)'\n'],
        4 => "日本 😀 needle\n"u8.ToArray(),
        5 when random.Next(8) == 0 => Encoding.UTF8.GetBytes(new string('x', random.Next(1_000_000, 1_200_000)) + "é"),
        6 when random.Next(3) == 0 => Encoding.UTF8.GetBytes(new string('é', random.Next(100_000)) + "\n"),
        7 => "[pai-jobs:end tag123 command 0]\n"u8.ToArray(),
        8 => "rest[pai-jobs:end tag123 command 137]\n"u8.ToArray(),
        9 => "no end"u8.ToArray(),
        10 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("many lines\n", random.Next(20_000)))),
        _ => Encoding.UTF8.GetBytes($"line {random.Next(1000)}{(random.Next(2) == 0 ? "\n" : "\r\n")}"),
    };

    /// <summary>All lines, in windows of random sizes.</summary>
    private static List<LogLineJson> ReadAll(RunLog log, LogFilter filter, Random random)
    {
        var lines = new List<LogLineJson>();
        while (lines.Count < log.View(filter).Total)
            lines.AddRange(LogWindow.Read(log, filter, lines.Count, random.Next(200, 501), isFolded: false, CancellationToken.None).Lines);
        return lines;
    }

    private static void AssertSame(List<LogLine> expected, List<LogLineJson> found)
    {
        Assert.Equal(expected.Count, found.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            var (line, shown) = (expected[i], found[i]);
            Assert.Equal(i, shown.N);
            Assert.Equal(line.Time, shown.Time);
            if (shown.Truncated is null) Assert.Equal(line.Text, shown.Text);
            else Assert.StartsWith(shown.Text, line.Text, StringComparison.Ordinal);
            if (shown.Truncated is null) Assert.Equal(line.IsReplaced, shown.Replaced ?? false);
            Assert.True(shown.Truncated is null || shown.Text.Length >= 1023, "A short line is never cut.");
        }
    }

    private static void AssertWindows(RunLog log, List<LogLineJson> all, Random random)
    {
        for (var i = 0; i < 5; i++)
        {
            var (from, count) = (random.Next(all.Count + 2), random.Next(1, 501));
            var window = LogWindow.Read(log, default, from, count, isFolded: false, CancellationToken.None);
            var expected = all.Skip(from).Take(count).Select(l => (l.N, l.Node, l.Stream));
            Assert.Equal(expected, window.Lines.Select(l => (l.N, l.Node, l.Stream)));
            Assert.True(window.Lines.Sum(l => (long)l.Text.Length) <= Math.Max(ConsoleLimits.WindowCharacters, 1024 * count));
        }
    }

    private static void AssertTimes(RunLog log, List<LogLineJson> all, Random random)
    {
        for (var i = 0; i < 5; i++)
        {
            var time = s_start.AddSeconds(random.Next(-1, 60));
            var at = log.All.IndexOf(time);
            var found = at == log.All.Count ? -1 : log.All.At(at).First;
            Assert.Equal(all.FindIndex(l => l.Time >= time), found);
        }
    }

    private static void AssertSearch(RunLog log, Random random)
    {
        // Windows may cut long lines, searches do not.
        var texts = Enumerable.Range(0, log.All.Count).Select(i => log.All.At(i).Block)
            .SelectMany(b => BlockReader.Read(log.Parts[b.Part], b, 1 << 21))
            .Select(l => l.Text)
            .ToList();
        var from = random.Next(texts.Count + 1);
        foreach (var isRegex in (bool[])[false, true])
        {
            var searcher = LogSearcher.Of(isRegex ? "NEE+dle" : "NEEDLE", isRegex, isCaseSensitive: false);
            var next = searcher.Find(log, default, from, isBackwards: false, TimeProvider.System, CancellationToken.None);
            if (next.Complete) Assert.Equal(from < texts.Count ? texts.FindIndex(from, IsMatch) : -1, next.N ?? -1);
            var last = searcher.Find(log, default, from, isBackwards: true, TimeProvider.System, CancellationToken.None);
            if (last.Complete && texts.Count > 0) Assert.Equal(texts.FindLastIndex(Math.Min(from, texts.Count - 1), IsMatch), last.N ?? -1);
        }

        static bool IsMatch(string text) => text.Contains("needle", StringComparison.OrdinalIgnoreCase);
    }

    private static void AssertCounts(RunLog log, List<LogLine> truth, Random random)
    {
        var buckets = random.Next(1, 100);
        foreach (var node in (string?[])[null, "worker-1"])
        {
            var counts = LogCounts.Count(log, node, null, null, buckets);
            var wanted = truth.Where(l => node is null || l.Node == node).ToList();
            Assert.Equal(wanted.Count(l => l.Stream == LogStream.StandardOutput), counts.Buckets.Sum(b => b.Out));
            Assert.Equal(wanted.Count(l => l.Stream == LogStream.StandardError), counts.Buckets.Sum(b => b.Error));
        }

        var (from, to) = (s_start.AddSeconds(3), s_start.AddSeconds(10));
        var part = LogCounts.Count(log, null, from, to, 7);
        Assert.Equal(
            Enumerable.Range(0, 7).Select(i => (long)truth.Count(l => l.Time >= from.AddSeconds(i) && l.Time < from.AddSeconds(i + 1))),
            part.Buckets.Select(b => b.Out + b.Error));
    }
}
