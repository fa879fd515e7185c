namespace Pai.Jobs.Tests;

public class JobRunnerTests
{
    private static RunOptions Silent => new() { LogWriter = TextWriter.Null };

    [Fact]
    public async Task A_run_writes_location_notes_and_log_and_returns_the_outputs()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Note("A note on the run.").Output("table", DataLocation.Parse("/out/table/"))
            .Run().WriteLine("one").WriteLine("two").Succeed());
        using var log = new StringWriter();

        var run = await new TestJob().RunAsync(session, new() { LogWriter = log });

        Assert.Equal(JobStatus.Succeeded, run.Status);
        Assert.Equal("/out/table/", run.Outputs.Table.FilePath);
        var lines = log.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.Contains("https://console.example/test-1", lines);
        Assert.Equal(["A note on the run.", "one", "two"], lines[2..5]);
    }

    [Fact]
    public async Task A_failed_job_throws_with_status_reason_location_and_the_last_lines()
    {
        await using var session = PaiSession.Test(out var backend);
        var script = new ScriptedJob().Run();
        for (var i = 0; i < 30; i++) script.WriteLine($"line {i}");
        backend.OnSubmit(_ => script.Fail(137, "Killed", "Usually out of memory."));

        var e = await Assert.ThrowsAsync<JobFailedException>(() => new TestJob().RunAsync(session, Silent));

        Assert.Equal(("test-1", JobStatus.Failed, "Killed", 137), (e.JobId, e.Status, e.ReasonCode, e.ExitCode));
        Assert.Equal(20, e.LastLogLines.Count);
        Assert.Equal("line 29", e.LastLogLines[^1]);
        Assert.Contains("https://console.example/test-1", e.Message, StringComparison.Ordinal);
        Assert.Contains("Usually out of memory.", e.Message, StringComparison.Ordinal);
        Assert.Contains("line 10", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_wait_names_the_job_and_stops_it_only_when_asked(bool stop)
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("running"));
        using var cancel = new CancellationTokenSource();
        using var log = new SignalWriter("running");
        var running = new TestJob().RunAsync(session, new() { LogWriter = log, StopOnCancel = stop }, cancel.Token);
        await log.Written;

        await cancel.CancelAsync();

        var e = await Assert.ThrowsAsync<JobCanceledException>(() => running);
        Assert.Equal(("test-1", stop, null), (e.JobId, e.StopRequested, e.StopFailure));
        Assert.Equal(cancel.Token, e.CancellationToken);
        Assert.Equal(stop ? ["test-1"] : [], backend.Stopped);
    }

    [Fact]
    public async Task All_problems_come_at_once_and_nothing_is_submitted()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnPrepare(_ => [new("backend", "cannot.")]);

        var e = await Assert.ThrowsAsync<JobValidationException>(() => new TestJob { Corpus = null }.SubmitAsync(
            session, new() { InstanceCount = 0, JobName = "two words", SourceDir = "no/such/folder" }));

        Assert.Equal(5, e.Problems.Count);
        Assert.All(e.Problems, p => Assert.Contains(p.Message, e.Message, StringComparison.Ordinal));
        Assert.Empty(backend.Submitted);
    }

    [Fact]
    public async Task Nothing_is_submitted_on_a_cancelled_token_or_a_disposed_session()
    {
        var session = PaiSession.Test(out var backend);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new TestJob().SubmitAsync(session, null, new(canceled: true)));

        await session.DisposeAsync();
        await session.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => new TestJob().SubmitAsync(session));
        Assert.True(backend.IsDisposed);
        Assert.Empty(backend.Submitted);
    }

    [Fact]
    public async Task Channels_get_their_values_their_defaults_and_the_paths_of_the_contract()
    {
        await using var session = PaiSession.Test(out var backend);
        await new TestJob().SubmitAsync(session);

        var sent = Assert.Single(backend.Submitted);
        Assert.Equal(["corpus", "extra", "words"], sent.Inputs.Select(i => i.Name));
        Assert.Equal(["/data/corpus", null, "/data/words"], sent.Inputs.Select(i => i.Location?.ToString()));
        Assert.Equal("/ml/input/data/corpus/", sent.Inputs[0].MountPath);
        Assert.Equal("/ml/output/table/", Assert.Single(sent.Outputs).MountPath);
    }

    [Fact]
    public async Task Outputs_are_equal_by_value_and_name_the_channels_there_are()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Output("table", DataLocation.Parse("/out/table/")).Succeed());
        var one = await new TestJob().SubmitAsync(session);
        var two = await new TestJob().SubmitAsync(session);

        Assert.Equal(one.Outputs, two.Outputs);
        Assert.Equal(one.Outputs.GetHashCode(), two.Outputs.GetHashCode());
        Assert.Equal("table", Assert.Single(one.Outputs.ToDictionary()).Key);
        var e = Assert.Throws<JobException>(() => one.Outputs.Mistyped);
        Assert.Contains("\"tabel\"", e.Message, StringComparison.Ordinal);
        Assert.Contains("Its channels: table.", e.Message, StringComparison.Ordinal);
    }
}
