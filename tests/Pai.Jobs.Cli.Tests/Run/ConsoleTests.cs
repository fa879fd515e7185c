using System.Net.Http.Headers;
using Pai.Jobs.Cli.Tests.Jobs;

namespace Pai.Jobs.Cli.Tests.Run;

/// <summary>The console as a process.</summary>
public class ConsoleTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ctrl_c_ends_the_console_and_its_streams_and_not_the_runs(bool terminate)
    {
        await using var home = new CliHome();
        var hold = home.Write("hold", "");
        var id = await new EchoJob().StartAsync(home, hold);
        await using var console = home.Start("console", "--backend", "local");
        var page = new Uri((await console.ReadLineAsync(home.Timeout))!);
        using var client = new HttpClient { BaseAddress = new(page.GetLeftPart(UriPartial.Authority)) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", page.Fragment["#token=".Length..]);
        using var table = await OpenAsync(client, "/api/runs/stream", home.Timeout);
        using var log = await OpenAsync(client, $"/api/runs/local/{id}/log/stream", home.Timeout);
        Assert.Equal("event: runs", await EventAsync(table, home.Timeout));
        Assert.Equal("event: log", await EventAsync(log, home.Timeout));

        if (terminate) console.Terminate();
        else console.Interrupt();

        // The streams come to an end; the connection does not break.
        await table.ReadToEndAsync(home.Timeout);
        await log.ReadToEndAsync(home.Timeout);
        var end = (await console.EndAsync(home.Timeout)).Exits(ExitCodes.Success);
        Assert.Contains("runs continue", end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Fragment, end.Error, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/", home.Timeout));
        var show = (await home.RunAsync("runs", "show", id, "-o", "json")).Exits(ExitCodes.Success).Json;
        Assert.Equal("Running", show.GetProperty("status").GetString());
        File.Delete(hold);
        (await home.RunAsync("runs", "wait", id)).Exits(ExitCodes.Success);
    }

    private static async Task<StreamReader> OpenAsync(HttpClient client, string path, CancellationToken cancellationToken) =>
        new(await client.GetStreamAsync(path, cancellationToken));

    /// <summary>The name of the next event. Comments keep a stream open.</summary>
    private static async Task<string?> EventAsync(StreamReader stream, CancellationToken cancellationToken)
    {
        string? line;
        do line = await stream.ReadLineAsync(cancellationToken);
        while (line?.StartsWith("event:", StringComparison.Ordinal) == false);
        return line;
    }
}
