namespace Pai.Jobs.Tests;

/// <summary>What holds for jobs on every engine: starting, waiting, stopping and finding again, as users do it.</summary>
public abstract class BackendLifecycleTests
{
    /// <summary>A job that tells that it runs, and ends when its gate is opened.</summary>
    private const string AtGate = "echo running; read -r word </ml/output/gate/go; echo $word";

    private protected abstract Engine Start();

    [Fact]
    public async Task A_run_writes_its_log_and_leaves_its_outputs()
    {
        await using var engine = Start();
        using var log = new StringWriter();

        var run = await engine.RunAsync("echo hello; echo \"$PAI_HPS_WORD\" >/ml/output/out/f", log, new() { Word = "forty-two" });

        Assert.Equal((JobStatus.Succeeded, 0), (run.Status, run.Info.ExitCode));
        Assert.Contains("hello", log.ToString().ReplaceLineEndings("\n").Split('\n'));
        await using var file = await run.Outputs.Out.OpenReadAsync("f", engine.Timeout);
        using var reader = new StreamReader(file);
        Assert.Equal("forty-two\n", await reader.ReadToEndAsync(engine.Timeout));
    }

    [Fact]
    public async Task A_run_that_fails_says_how_with_its_last_lines()
    {
        await using var engine = Start();

        var e = await Assert.ThrowsAsync<JobFailedException>(() => engine.RunAsync("for i in $(seq 30); do echo line $i; done; exit 3"));

        Assert.Equal((JobStatus.Failed, 3), (e.Status, e.ExitCode));
        Assert.Equal(Enumerable.Range(11, 20).Select(i => $"line {i}"), e.LastLogLines);
    }

    [Fact]
    public async Task A_job_is_running_until_it_ends()
    {
        await using var engine = Start();
        var run = await engine.SubmitAsync(AtGate, new() { Gate = engine.Gate() });
        Assert.False(run.Status.IsFinished());
        await engine.WaitForLineAsync(run, "running");
        var running = await run.RefreshAsync(engine.Timeout);
        Assert.Equal((JobStatus.Running, null, null), (running.Status, running.ExitCode, running.FinishedAt));
        Assert.NotNull(running.StartedAt);

        await engine.OpenGateAsync();

        Assert.Equal(JobStatus.Succeeded, await run.WaitAsync(engine.Timeout));
        Assert.Equal(0, run.Info.ExitCode);
        Assert.Equal(["running", "go"], await engine.LinesOfAsync(run));
    }

    [Trait("Kind", "Exhaustive")]
    [Fact]
    public async Task A_stopped_job_can_tidy_up_and_is_stopping_until_it_has()
    {
        await using var engine = Start();
        var run = await engine.SubmitAsync(
            "trap 'echo tidying; read -r word </ml/output/gate/go; echo tidied; exit 0' TERM; echo running; while :; do sleep 0.05; done",
            new() { Gate = engine.Gate() });
        await engine.WaitForLineAsync(run, "running");

        await run.StopAsync(engine.Timeout);
        await engine.WaitForLineAsync(run, "tidying");
        Assert.Equal(JobStatus.Stopping, (await run.RefreshAsync(engine.Timeout)).Status);
        await engine.OpenGateAsync();

        var e = await Assert.ThrowsAsync<JobFailedException>(() => run.EnsureSucceededAsync(engine.Timeout));
        Assert.Equal((JobStatus.Stopped, "JobStoppedByUser"), (e.Status, e.ReasonCode));
        // The shell itself says so of what the stop ended under it.
        Assert.Equal(["running", "tidying", "tidied"], (await engine.LinesOfAsync(run)).Where(l => l != "Terminated"));
    }

    [Fact]
    public async Task A_cancelled_run_stops_the_job_when_asked()
    {
        await using var engine = Start();
        using var cancel = new CancellationTokenSource();
        using var log = new SignalWriter("running");
        var running = new ShellJob { Gate = engine.Gate() }.RunAsync(
            engine.Session, new() { Command = JobCommand.Shell(AtGate), LogWriter = log, StopOnCancel = true }, cancel.Token);
        await log.Written.WaitAsync(engine.Timeout);

        await cancel.CancelAsync();

        var e = await Assert.ThrowsAsync<JobCanceledException>(() => running);
        Assert.True(e.StopRequested);
        var run = await engine.Session.AttachAsync(e.JobId, engine.Timeout);
        Assert.Equal(JobStatus.Stopped, await run.WaitAsync(engine.Timeout));
    }

    [Trait("Kind", "Exhaustive")]
    [Fact]
    public async Task Many_jobs_run_side_by_side()
    {
        await using var engine = Start();
        var runs = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => engine.SubmitAsync($"echo {i} >/ml/output/out/f; exit {i % 2}")));

        await Task.WhenAll(runs.Select(r => r.WaitAsync(engine.Timeout)));

        Assert.Equal(10, runs.DistinctBy(r => r.Id).Count());
        Assert.Equal(
            Enumerable.Range(0, 10).Select(i => ($"{i}\n", i % 2)),
            runs.Select(r => (File.ReadAllText(r.Outputs.Out.FilePath + "f"), r.Info.ExitCode!.Value)));
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_the_job_running()
    {
        await using var engine = Start();
        var run = await engine.SubmitAsync(AtGate, new() { Gate = engine.Gate() });
        using var cancel = new CancellationTokenSource();
        var waiting = run.WaitAsync(cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await engine.OpenGateAsync();
        Assert.Equal(JobStatus.Succeeded, await run.WaitAsync(engine.Timeout));
    }

    [Fact]
    public async Task Everybody_who_waits_hears_of_the_end()
    {
        await using var engine = Start();
        var run = await engine.SubmitAsync(AtGate, new() { Gate = engine.Gate() });
        var other = await engine.Connect().AttachAsync(run.Id, engine.Timeout);
        var waiting = Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? run : other).WaitAsync(engine.Timeout)).ToList();

        await engine.OpenGateAsync();

        Assert.All(await Task.WhenAll(waiting), s => Assert.Equal(JobStatus.Succeeded, s));
    }

    [Fact]
    public async Task Another_session_finds_a_job_while_it_runs_by_its_id_and_its_marker()
    {
        await using var engine = Start();
        var plan = await new ShellJob { Gate = engine.Gate() }.PlanAsync(
            engine.Session, new() { Command = JobCommand.Shell(AtGate) }, engine.Timeout);
        var submitted = await engine.Session.Backend.SubmitAsync(plan, cancellationToken: engine.Timeout);
        var session = engine.Connect();

        var run = await JobRunner.AttachAsync<ShellJob, ShellJob.ShellOutputs>(ShellJob.Definition, session, submitted.Id, engine.Timeout);
        Assert.Equal((submitted.Name, submitted.RecordName, submitted.CreatedAt), (run.Name, run.Info.RecordName, run.Info.CreatedAt));
        Assert.Equal(submitted.Outputs, run.Outputs.ToDictionary());
        Assert.Equal(submitted.Id, (await engine.FindAsync(session, plan.Marker)).Id);
        await engine.OpenGateAsync();
        Assert.Equal(JobStatus.Succeeded, await run.WaitAsync(engine.Timeout));
        Assert.Equal(["running", "go"], await engine.LinesOfAsync(run));
    }

    [Fact]
    public async Task A_run_gives_its_record_back_to_run_it_again_with_one_change()
    {
        await using var engine = Start();
        const string echo = "echo \"$PAI_HPS_WORD\"";
        var first = await engine.RunAsync(echo, job: new() { Word = "one" });

        var second = await engine.RunAsync(echo, job: await first.ReadJobAsync(engine.Timeout) with { Word = "two" });

        Assert.Equal(["one"], await engine.LinesOfAsync(first));
        Assert.Equal(["two"], await engine.LinesOfAsync(second));
        Assert.NotEqual(first.Outputs.Out.FilePath, second.Outputs.Out.FilePath);
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_not_found()
    {
        await using var engine = Start();
        await Assert.ThrowsAsync<JobNotFoundException>(() => engine.Session.AttachAsync("no-such-job", engine.Timeout));
        var run = await engine.RunAsync("true");

        await run.DeleteAsync(engine.Timeout);

        await Assert.ThrowsAsync<JobNotFoundException>(() => run.RefreshAsync(engine.Timeout));
        await Assert.ThrowsAsync<JobNotFoundException>(() => run.WaitAsync(engine.Timeout));
        await Assert.ThrowsAsync<JobNotFoundException>(() => run.StopAsync(engine.Timeout));
    }

    [Fact]
    public async Task A_job_that_runs_cannot_be_deleted()
    {
        await using var engine = Start();
        var run = await engine.SubmitAsync(AtGate, new() { Gate = engine.Gate() });

        await Assert.ThrowsAsync<JobException>(() => run.DeleteAsync(engine.Timeout));

        await engine.OpenGateAsync();
        Assert.Equal(JobStatus.Succeeded, await run.WaitAsync(engine.Timeout));
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_also_where_the_list_lags_behind()
    {
        await using var engine = Start();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, (await engine.RunAsync($"exit 0 # {i}")).Id);
            engine.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(ids, (await engine.ListAsync(engine.Connect(), ids.Count)).Select(i => i.Id));
        Assert.Equal(ids[..2], (await engine.ListAsync(engine.Session, 2, new() { MaxCount = 2 })).Select(i => i.Id));
        Assert.Empty(await engine.ListAsync(engine.Session, 0, new() { Statuses = [JobStatus.Failed] }));
    }

    [Fact]
    public async Task The_end_of_a_session_ends_its_waits_and_no_job()
    {
        await using var engine = Start();
        var run = await engine.SubmitAsync(AtGate, new() { Gate = engine.Gate() });
        var session = engine.Connect();
        var waiting = (await session.AttachAsync(run.Id, engine.Timeout)).WaitAsync(engine.Timeout);

        await session.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await engine.OpenGateAsync();
        Assert.Equal(JobStatus.Succeeded, await run.WaitAsync(engine.Timeout));
    }
}
