using System.Text;

namespace Pai.Jobs.WebConsole.Tests.Logs;

public class HugeLogTests
{
    private const int BlockLines = 1 << 16;
    private const int Blocks = 164;

    [Fact]
    public async Task A_page_gets_a_log_of_a_gigabyte_in_small_pieces()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var run = Write(console.RunsDirectory);
        var log = $"/api/runs/local/{run.Id}/log";
        var bytes = 0L;

        var lines = 0L;
        while (lines == 0)
        {
            var state = await GetAsync(log);
            if (state.GetProperty("complete").GetBoolean()) lines = state.GetProperty("lines").GetInt64();
        }

        var opened = bytes;
        bytes = 0;
        Assert.Equal((long)BlockLines * Blocks, lines);
        foreach (var from in (long[])[0, lines / 2, lines - 500])
        {
            var window = (await GetAsync($"{log}/lines?from={from}&count=500")).GetProperty("lines");
            Assert.Equal(500, window.GetArrayLength());
            Assert.Equal(TextOf(from), window[0].GetProperty("text").GetString());
        }

        var counts = await GetAsync($"{log}/counts?buckets=500");
        Assert.Equal(lines, counts.GetProperty("buckets").EnumerateArray().Sum(b => b.GetProperty("out").GetInt64()));
        Assert.Equal(lines - 1, (await GetAsync($"{log}/at?time=2100-01-01")).GetProperty("n").GetInt64());
        Assert.InRange(bytes, 1, 600_000);
        // Each answer about the log itself is small, however often it was asked.
        Assert.True(opened > 0);

        async Task<System.Text.Json.JsonElement> GetAsync(string path)
        {
            var text = await console.Client.GetStringAsync(path, console.Timeout);
            bytes += Encoding.UTF8.GetByteCount(text);
            return System.Text.Json.JsonDocument.Parse(text).RootElement;
        }
    }

    private static string TextOf(long line) => $"{line % BlockLines:x8} {new string('.', 92)}";

    private static FakeRun Write(string folder)
    {
        var run = new FakeRun(folder, "worker-0");
        var text = new StringBuilder();
        for (var line = 0; line < BlockLines; line++) text.Append(TextOf(line)).Append('\n');
        var block = Encoding.ASCII.GetBytes(text.ToString());
        using (var file = new FileStream(run.PathOf(0, LogStream.StandardOutput), FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
            for (var i = 0; i < Blocks; i++) file.Write(block);
        Assert.True((long)block.Length * Blocks > 1L << 30);
        run.End(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return run;
    }
}
