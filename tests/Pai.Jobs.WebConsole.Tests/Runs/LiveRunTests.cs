using System.Net;
using System.Text;

namespace Pai.Jobs.WebConsole.Tests.Runs;

public class LiveRunTests
{
    [Fact]
    public async Task A_run_is_seen_followed_and_stopped()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var hold = Path.Combine(console.Folder, "hold");
        await File.WriteAllTextAsync(hold, "");
        using var table = await SseReader.OpenAsync(console, "/api/runs/stream");
        Assert.Empty((await table.UntilAsync("runs", _ => true, console.Timeout)).GetProperty("runs").EnumerateArray());

        var job = new EchoJob { Hold = hold };
        var run = await job.SubmitAsync(console.Local, cancellationToken: console.Timeout);
        var path = $"/api/runs/local/{run.Id}";
        var row = await table.UntilAsync("run", r => r.GetProperty("status").GetString() == "Running", console.Timeout);
        Assert.Equal(run.Id, row.GetProperty("id").GetString());
        Assert.Equal("search", row.GetProperty("labels").GetProperty("team").GetString());

        using var log = await SseReader.OpenAsync(console, path + "/log/stream");
        await log.UntilAsync("log", l => l.GetProperty("lines").GetInt64() == 2, console.Timeout);

        await StopAsync(console, path);
        await StopAsync(console, path);
        var ended = await table.UntilAsync("run", r => r.GetProperty("isFinished").GetBoolean(), console.Timeout);
        Assert.Equal("Stopped", ended.GetProperty("status").GetString());
        Assert.True((await log.UntilAsync("end", _ => true, console.Timeout)).GetProperty("complete").GetBoolean());
        Assert.Null(await log.ReadAsync(console.Timeout));

        var details = await console.GetAsync(path);
        Assert.Equal("Stopped", details.GetProperty("phases").EnumerateArray().Last().GetProperty("status").GetString());
        Assert.Single(details.GetProperty("tries").EnumerateArray());
        Assert.Contains(
            (await console.GetAsync(path + "/events")).GetProperty("events").EnumerateArray(),
            e => e.GetProperty("message").GetString()!.Contains("stop", StringComparison.OrdinalIgnoreCase));
        Assert.True((await console.GetAsync(path + "/metrics")).GetProperty("available").GetBoolean());

        await run.DeleteAsync(console.Timeout);
        Assert.Equal(run.Id, (await table.UntilAsync("gone", _ => true, console.Timeout)).GetProperty("id").GetString());
        Assert.Equal(404, (await console.RefusedAsync(path)).Status);
    }

    [Fact]
    public async Task The_console_ends_while_streams_are_open()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var run = new Logs.FakeRun(console.RunsDirectory, "worker-0");
        using var table = await SseReader.OpenAsync(console, "/api/runs/stream");
        using var log = await SseReader.OpenAsync(console, $"/api/runs/local/{run.Id}/log/stream");
        await table.ReadAsync(console.Timeout);
        await log.ReadAsync(console.Timeout);

        await console.Server.DisposeAsync().AsTask().WaitAsync(console.Timeout);

        Assert.True(await HasEndedAsync(table));
        Assert.True(await HasEndedAsync(log));

        async Task<bool> HasEndedAsync(SseReader reader)
        {
            try
            {
                while (await reader.ReadAsync(console.Timeout) is not null) continue;
                return true;
            }
            catch (HttpIOException)
            {
                // A server that ends may cut what is open.
                return true;
            }
        }
    }

    [Fact]
    public async Task Readers_share_one_watcher_and_nobody_is_asked_without_one()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var table = console.Server.Services.Runs;
        var readers = new List<SseReader>();
        for (var i = 0; i < 3; i++) readers.Add(await SseReader.OpenAsync(console, "/api/runs/stream"));
        foreach (var reader in readers) await reader.ReadAsync(console.Timeout);
        var run = new Logs.FakeRun(console.RunsDirectory, "worker-0");
        foreach (var reader in readers)
        {
            var row = await reader.UntilAsync("run", _ => true, console.Timeout);
            Assert.Equal(run.Id, row.GetProperty("id").GetString());
            reader.Dispose();
        }

        await table.WhenUnwatchedAsync(console.Timeout);
        var looks = table.Looks;
        await console.GetAsync("/api/about");

        Assert.Equal(looks, table.Looks);
    }

    [Theory]
    [InlineData("/api/runs/local/..%2f..%2fetc")]
    [InlineData("/api/runs/local/%0a")]
    [InlineData("/api/runs/none/x")]
    [InlineData("/api/runs/local/local-20260101000000-abcdefgh/log/lines")]
    public async Task What_is_not_there_is_said(string path)
    {
        await using var console = await ConsoleFixture.StartAsync();
        Assert.Equal(404, (await console.RefusedAsync(path)).Status);
    }

    [Theory]
    [InlineData("log/lines?count=501", "500")]
    [InlineData("log/lines?from=-1", "from")]
    [InlineData("log/lines?node=nobody", "worker-0")]
    [InlineData("log/lines?stream=out", "Error")]
    [InlineData("log/counts?buckets=0", "buckets")]
    [InlineData("log/at?time=yesterday", "ISO 8601")]
    [InlineData("log/at", "time")]
    [InlineData("log/search", "q")]
    [InlineData("log/search?q=(&regex=1", "regular expression")]
    [InlineData("log/search?q=(a)%5C1&regex=1", "regular expression")]
    [InlineData("log/search?q=((a%7B1000%7D)%7B1000%7D)%7B1000%7D&regex=1", "regular expression")]
    [InlineData("metrics?from=2026-01-02&to=2026-01-01", "after")]
    public async Task Bad_queries_name_what_is_wrong(string query, string word)
    {
        await using var console = await ConsoleFixture.StartAsync();
        var run = new Logs.FakeRun(console.RunsDirectory, "worker-0");
        run.Append(0, LogStream.StandardOutput, "x\n");
        run.End(DateTimeOffset.UtcNow);

        var (status, message) = await console.RefusedAsync($"/api/runs/local/{run.Id}/{query}");

        Assert.Equal(400, status);
        Assert.Contains(word, message, StringComparison.Ordinal);
    }

    private static async Task StopAsync(ConsoleFixture console, string path)
    {
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await console.Client.PostAsync(path + "/stop", body, console.Timeout);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
