namespace Pai.Jobs.WebConsole.Tests.Runs;

/// <summary>The runs of one batch belong together.</summary>
public class BatchRowTests
{
    [Fact]
    public async Task Runs_of_a_batch_have_its_id_and_those_of_another_another()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var options = new BatchOptions { Run = new() { LogWriter = TextWriter.Null } };
        EchoJob[] jobs = [new() { Word = "one" }, new() { Word = "two" }];
        var first = await jobs.RunAllAsync(console.Local, options, console.Timeout);
        await jobs.RunAllAsync(console.Local, options with { Ledger = Path.Combine(console.Folder, "ledger") }, console.Timeout);
        var alone = await new EchoJob().SubmitAsync(console.Local, cancellationToken: console.Timeout);

        var rows = (await console.GetAsync("/api/runs")).GetProperty("runs").EnumerateArray()
            .ToDictionary(r => r.GetProperty("id").GetString()!, r => r.TryGetProperty("batch", out var batch) ? batch.GetString() : null);

        Assert.Equal(5, rows.Count);
        Assert.Null(rows[alone.Id]);
        Assert.Single(first.Select(o => rows[o.Run!.Id]).Distinct());
        Assert.Equal([2, 2], rows.Values.OfType<string>().GroupBy(b => b).Select(g => g.Count()));
        await alone.EnsureSucceededAsync(console.Timeout);
    }
}
