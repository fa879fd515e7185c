namespace Pai.Jobs.Tests;

[Trait("Kind", "Exhaustive")]
public class RemoteLifecycleTests : BackendLifecycleTests
{
    private protected override Engine Start() => Engine.Remote();

    [Fact]
    public async Task A_job_whose_answer_was_lost_is_found_again_and_was_started_once()
    {
        await using var engine = Engine.Remote();
        engine.Service!.LoseNextAnswer();

        var lost = await Assert.ThrowsAsync<JobSubmissionInDoubtException>(() => engine.RunAsync("echo hello"));

        // The list has the job only later, and says so until then.
        await Assert.ThrowsAsync<JobNotFoundException>(() => engine.Session.AttachAsync(lost.Marker.ToString(), engine.Timeout));
        var run = await engine.FindAsync(engine.Session, lost.Marker);
        await run.EnsureSucceededAsync(engine.Timeout);
        Assert.Equal(["hello"], await engine.LinesOfAsync(run));
        Assert.Single(await engine.ListAsync(engine.Session, 1));
    }

    [Fact]
    public async Task Lines_of_a_log_that_is_merged_have_neither_time_nor_stream_of_their_own()
    {
        await using var engine = Engine.Remote();
        var run = await engine.RunAsync("echo out; echo err >&2");

        var lines = new List<LogLine>();
        await foreach (var line in run.ReadLogsAsync(cancellationToken: engine.Timeout)) lines.Add(line);

        Assert.Equal(["err", "out"], lines.Select(l => l.Text).Order(StringComparer.Ordinal));
        Assert.All(lines, l => Assert.Equal((LogStream.Combined, null), (l.Stream, l.Time)));
    }
}
