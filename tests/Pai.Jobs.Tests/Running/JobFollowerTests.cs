namespace Pai.Jobs.Tests;

public class JobFollowerTests
{
    private static RunOptions Silent => new() { LogWriter = TextWriter.Null };

    [Fact]
    public async Task A_stop_that_fails_does_not_replace_the_cancellation()
    {
        await using var session = PaiSession.Test(out var backend);
        var failure = new InvalidOperationException("no stop today");
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("running").FailStop(failure));
        using var cancel = new CancellationTokenSource();
        using var log = new SignalWriter("running");
        var running = new TestJob().RunAsync(session, new() { LogWriter = log, StopOnCancel = true }, cancel.Token);
        await log.Written;

        await cancel.CancelAsync();

        var e = await Assert.ThrowsAsync<JobCanceledException>(() => running);
        Assert.Equal(("test-1", false), (e.JobId, e.StopRequested));
        Assert.Same(failure, e.StopFailure);
        Assert.Contains("no stop today", e.Message, StringComparison.Ordinal);
        Assert.Contains("AttachAsync(session, \"test-1\")", e.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Exception> LogFailures =>
        new(new IOException("the pipe broke"), new TaskCanceledException("a time-out of HTTP"));

    [Theory]
    [MemberData(nameof(LogFailures))]
    public async Task A_log_that_breaks_does_not_hide_the_end_of_the_job(Exception failure)
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("one").BreakLog(failure).WriteLine("two").Succeed());
        using var log = new StringWriter();

        var run = await new TestJob().RunAsync(session, new() { LogWriter = log });

        Assert.Equal(JobStatus.Succeeded, run.Status);
        Assert.EndsWith("one\n", log.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    public static TheoryData<Exception> PassingFailures =>
        new(new TaskCanceledException("a time-out of HTTP"), new HttpRequestException("no network"));

    [Theory]
    [MemberData(nameof(PassingFailures))]
    public async Task A_status_that_cannot_be_read_for_a_time_is_asked_for_again(Exception failure)
    {
        await using var session = PaiSession.Test(out var backend);
        backend.AutoAdvance = true;
        backend.OnSubmit(_ => new ScriptedJob().Run().After(TimeSpan.FromMinutes(1)).Succeed());
        backend.FailStatus(failure, TimeSpan.FromMinutes(4));

        var run = await new TestJob().RunAsync(session, Silent);

        Assert.Equal(JobStatus.Succeeded, run.Status);
    }

    [Fact]
    public async Task A_wait_that_breaks_does_not_lose_the_job()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.FailStatus(new InvalidDataException("no such answer"), TimeSpan.FromHours(1));

        var e = await Assert.ThrowsAsync<JobException>(() => new TestJob().RunAsync(session, Silent));

        Assert.Contains("AttachAsync(session, \"test-1\")", e.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidDataException>(e.InnerException);
    }

    [Fact]
    public async Task The_last_lines_and_the_reason_of_a_failure_are_read_from_the_end_of_the_log()
    {
        await using var session = PaiSession.Test(out var backend);
        var script = new ScriptedJob().Run();
        for (var i = 0; i < 1000; i++) script.WriteLine($"line {i}");
        backend.OnSubmit(_ => script.Fail());

        var e = await Assert.ThrowsAsync<JobFailedException>(() => new TestJob().RunAsync(session, Silent));

        Assert.Equal("line 980", e.LastLogLines[0]);
        Assert.Equal(
            [new LogQuery { Follow = true }, new LogQuery { Tail = 20 }, new LogQuery { Tail = 400 }],
            backend.RequestedLogs.Select(r => r.Query));
    }

    [Fact]
    public async Task Lines_of_several_nodes_name_their_node()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().MergeLog()
            .Run().WriteLine("one", node: "master-0").WriteLine("two", node: "worker-0").Succeed());
        using var log = new StringWriter();

        await new TestJob().RunAsync(session, new() { LogWriter = log, InstanceCount = 2 });

        Assert.EndsWith("[master-0] one\n[worker-0] two\n", log.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reserved_nodes_do_not_keep_the_result_back()
    {
        await using var session = PaiSession.Test(out var backend);
        var hour = TimeSpan.FromHours(1);
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("done").Enter(JobStatus.SucceededReserving, hour).Succeed());
        Assert.Equal(JobStatus.SucceededReserving, (await new TestJob().RunAsync(session, Silent)).Status);

        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("no").Enter(JobStatus.FailedReserving, hour).Fail());
        var e = await Assert.ThrowsAsync<JobFailedException>(() => new TestJob().RunAsync(session, Silent));
        Assert.Equal((JobStatus.FailedReserving, "no"), (e.Status, Assert.Single(e.LastLogLines)));
    }
}
