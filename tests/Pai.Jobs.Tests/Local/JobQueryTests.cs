using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Tests;

/// <summary>Jobs of this machine, by what a query asks for.</summary>
public class JobQueryTests
{
    [Fact]
    public async Task Each_condition_of_a_query_restricts_the_list()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var local = new LocalHarness(clock: clock);
        var start = clock.GetUtcNow();
        var a = await RunAsync("tokenize_a", "Acme.Tokenize", "true", ("team", "nlp"), ("cost", "1"));
        var b = await RunAsync("tokenize_b", "Acme.Tokenize", "exit 1", ("team", "nlp"), ("cost", "2"));
        var c = await RunAsync("train_c", "Acme.Train", "true", ("team", "vision"));
        var d = await RunAsync("Tokenize_d", "Acme.Train", "true");

        await IsAsync([d, c, b, a], new());
        await IsAsync([b, a], new() { Labels = Labels(("team", "nlp")) });
        await IsAsync([b], new() { Labels = Labels(("team", "nlp"), ("cost", "2")) });
        await IsAsync([], new() { Labels = Labels(("team", "NLP")) });
        await IsAsync([], new() { Labels = Labels(("other", "nlp")) });
        await IsAsync([b, a], new() { RecordName = "Acme.Tokenize" });
        await IsAsync([], new() { RecordName = "Tokenize" });
        await IsAsync([d, b, a], new() { NameContains = "tokenize" });
        await IsAsync([c], new() { NameContains = "RAIN_" });
        await IsAsync([b], new() { Statuses = [JobStatus.Failed] });
        await IsAsync([d, c, a], new() { Statuses = [JobStatus.Succeeded, JobStatus.Running] });
        // The time itself belongs to what begins with it.
        await IsAsync([d, c], new() { CreatedSince = start.AddSeconds(20) });
        await IsAsync([b, a], new() { CreatedUntil = start.AddSeconds(20) });
        await IsAsync([c], new() { CreatedSince = start.AddSeconds(20), CreatedUntil = start.AddSeconds(30) });
        await IsAsync([d, c], new() { MaxCount = 2 });
        await IsAsync([b], new() { MaxCount = 1, RecordName = "Acme.Tokenize" });
        await IsAsync([d, c, b, a], new() { MaxCount = 100, OnlyMine = true });

        async Task<string> RunAsync(string name, string record, string command, params (string Key, string Value)[] labels)
        {
            var job = LocalHarness.Job(command) with { JobName = name, RecordName = record, Labels = Labels(labels) };
            var id = (await local.RunAsync(job)).Id;
            clock.Advance(TimeSpan.FromSeconds(10));
            return id;
        }

        async Task IsAsync(string[] ids, JobQuery query) => Assert.Equal(ids, await local.ListAsync(query));
    }

    [Fact]
    public async Task Where_nothing_ever_ran_the_list_is_empty()
    {
        await using var local = new LocalHarness();

        Assert.Empty(await local.ListAsync(new()));
    }

    private static Dictionary<string, string> Labels(params (string Key, string Value)[] labels) =>
        labels.ToDictionary(l => l.Key, l => l.Value);
}
