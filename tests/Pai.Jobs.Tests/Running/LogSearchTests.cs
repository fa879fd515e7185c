namespace Pai.Jobs.Tests;

public class LogSearchTests
{
    private static async Task<IReadOnlyList<string>> ReadAsync(ScriptedJob script, LogQuery query, bool moves = true)
    {
        await using var session = PaiSession.Test(out var backend);
        backend.AutoAdvance = moves;
        backend.OnSubmit(_ => script);
        var run = await new TestJob().SubmitAsync(session);
        var lines = await run.ReadLogsAsync(query).Select(l => l.Text).ToListAsync();
        Assert.All(backend.RequestedLogs, r => Assert.Null(r.Query.Contains));
        return lines;
    }

    private static ScriptedJob Job() => new ScriptedJob().Run()
        .WriteLine("Epoch 1").WriteLine("loss 0.5").WriteLine("EPOCH 2").WriteLine("loss 0.4").WriteLine("epoch 3").WriteLine("done")
        .After(TimeSpan.FromMinutes(1)).WriteLine("epoch 4").WriteLine("loss 0.3").Succeed();

    [Fact]
    public async Task Lines_with_a_string_are_found_in_any_case() =>
        Assert.Equal(
            ["Epoch 1", "EPOCH 2", "epoch 3", "epoch 4"], await ReadAsync(Job(), new() { Contains = "ePoch", Follow = true }));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(9)]
    public async Task The_last_lines_are_the_last_ones_that_are_found(int tail)
    {
        string[] expected = ["Epoch 1", "EPOCH 2", "epoch 3"];
        Assert.Equal(expected.TakeLast(tail), await ReadAsync(Job(), new() { Contains = "epoch", Tail = tail }, moves: false));
        Assert.Equal(
            [.. expected.TakeLast(tail), "epoch 4"], await ReadAsync(Job(), new() { Contains = "epoch", Tail = tail, Follow = true }));
    }

    [Fact]
    public async Task The_last_lines_of_a_log_that_has_not_begun_are_none_and_those_to_come_are_found()
    {
        var job = new ScriptedJob().Run().After(TimeSpan.FromMinutes(1)).WriteLine("one").WriteLine("two").Succeed();

        Assert.Equal(["two"], await ReadAsync(job, new() { Contains = "TWO", Tail = 5, Follow = true }));
    }

    [Fact]
    public async Task Lines_about_the_log_are_always_kept()
    {
        var job = new ScriptedJob().Run().WriteLine("one").WriteLine("some lines are missing", LogStream.System).WriteLine("two").Succeed();

        Assert.Equal(["some lines are missing", "two"], await ReadAsync(job, new() { Contains = "two", Follow = true }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_a_string_all_lines_are_found(string? text) =>
        Assert.Equal(8, (await ReadAsync(Job(), new() { Contains = text, Follow = true })).Count);

    [Fact]
    public async Task A_string_is_compared_by_its_characters_and_not_by_a_language()
    {
        var job = new ScriptedJob().Run().WriteLine("ß").WriteLine("ss").WriteLine("I").WriteLine("i").WriteLine("ı").Succeed();

        Assert.Equal(["ss"], await ReadAsync(job, new() { Contains = "SS", Follow = true }));
        Assert.Equal(["I", "i"], await ReadAsync(job, new() { Contains = "i", Follow = true }));
    }
}
