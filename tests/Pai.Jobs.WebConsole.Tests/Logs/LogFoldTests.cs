using System.Text.Json;

namespace Pai.Jobs.WebConsole.Tests.Logs;

/// <summary>States of a line that were written over.</summary>
public class LogFoldTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task States_that_were_written_over_are_folded_and_all_lines_keep_their_numbers()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var run = new FakeRun(console.RunsDirectory, "worker-0");
        run.Append(0, LogStream.StandardOutput, "first\n1%\r2%\r");
        run.Mark(0, s_start);
        // The bar goes on in a later second, which is another block.
        run.Append(0, LogStream.StandardOutput, "3%\r4%\nlast\n");
        run.Mark(0, s_start.AddSeconds(7));
        run.End(s_start.AddSeconds(9));
        var path = $"/api/runs/local/{run.Id}/log";
        await WaitAsync(console, path);

        var folded = await LinesAsync(console, path + "/lines?fold=1");
        var all = await LinesAsync(console, path + "/lines");
        var part = await LinesAsync(console, path + "/lines?fold=1&from=1&count=2");

        Assert.Equal([(0, "first", 0), (4, "4%", 3), (5, "last", 0)], folded);
        Assert.Equal(["first", "1%", "2%", "3%", "4%", "last"], all.Select(l => l.Text));
        Assert.Equal([0, 1, 2, 3, 4, 5], all.Select(l => l.N));
        // The last line of a window is there, whatever comes behind it.
        Assert.Equal([(2, "2%", 1)], part);
        var match = await console.GetAsync(path + "/search?q=2%25");
        Assert.Equal(2, match.GetProperty("n").GetInt64());
    }

    [Fact]
    public async Task Lines_of_another_stream_end_a_fold()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var run = new FakeRun(console.RunsDirectory, "worker-0");
        run.Append(0, LogStream.StandardOutput, "1%\r2%\r3");
        run.Append(0, LogStream.StandardError, "warning\n");
        run.Mark(0, s_start);
        run.Append(0, LogStream.StandardOutput, "%\n");
        run.End(s_start.AddSeconds(2));
        var path = $"/api/runs/local/{run.Id}/log";
        await WaitAsync(console, path);

        var all = await LinesAsync(console, path + "/lines?fold=1");
        var one = await LinesAsync(console, path + "/lines?fold=1&stream=Out");

        Assert.Equal([(2, "3%", 2)], one);
        Assert.Equal(4, all.Sum(l => l.States + 1));
        Assert.Contains((all.Single(l => l.Text == "warning").N, "warning", 0), all);
    }

    private static async Task WaitAsync(ConsoleFixture console, string path)
    {
        using var log = await SseReader.OpenAsync(console, path + "/stream");
        await log.UntilAsync("end", _ => true, console.Timeout);
    }

    private static async Task<List<(long N, string Text, int States)>> LinesAsync(ConsoleFixture console, string path) =>
        [.. (await console.GetAsync(path)).GetProperty("lines").EnumerateArray().Select(l => (
            l.GetProperty("n").GetInt64(),
            l.GetProperty("text").GetString()!,
            l.TryGetProperty("states", out var states) && states.ValueKind == JsonValueKind.Number ? states.GetInt32() : 0))];
}
