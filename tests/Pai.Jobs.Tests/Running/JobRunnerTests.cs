namespace Pai.Jobs.Tests;

public class JobRunnerTests
{
    private readonly FakeBackend _backend = new();

    private PaiSession Session() => PaiSession.CreateDefault(new() { CustomBackend = _backend });

    [Fact]
    public async Task A_run_writes_url_notes_and_log_and_returns_the_outputs()
    {
        await using var session = Session();
        using var log = new StringWriter();
        _backend.WriteLog("one");
        _backend.WriteLog("two");
        _backend.End(FakeBackend.State(JobStatus.Succeeded, 0));

        var run = await JobRunner.RunAsync(new TestJob(), session, new() { LogWriter = log }, default);

        Assert.Equal(JobStatus.Succeeded, run.Status);
        Assert.Equal("/out/table/", run.Outputs.Table.FilePath);
        var lines = log.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.Contains("https://console.example/fake-1", lines);
        Assert.Equal(["A note on the run.", "one", "two"], lines[2..5]);
    }

    [Fact]
    public async Task A_failed_job_throws_with_status_reason_url_and_the_last_lines()
    {
        await using var session = Session();
        for (var i = 0; i < 30; i++) _backend.WriteLog($"line {i}");
        _backend.End(FakeBackend.State(JobStatus.Failed, 137) with { ReasonCode = "Killed", ReasonMessage = "Usually out of memory." });

        var e = await Assert.ThrowsAsync<JobFailedException>(() =>
            JobRunner.RunAsync(new TestJob(), session, new() { LogWriter = TextWriter.Null }, default));

        Assert.Equal(("fake-1", JobStatus.Failed, "Killed", 137), (e.JobId, e.Status, e.ReasonCode, e.ExitCode));
        Assert.Equal(20, e.LastLogLines.Count);
        Assert.Equal("line 29", e.LastLogLines[^1]);
        Assert.Contains("https://console.example/fake-1", e.Message, StringComparison.Ordinal);
        Assert.Contains("Usually out of memory.", e.Message, StringComparison.Ordinal);
        Assert.Contains("line 10", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_wait_names_the_job_and_stops_it_only_when_asked(bool stop)
    {
        await using var session = Session();
        using var cancel = new CancellationTokenSource();
        var running = JobRunner.RunAsync(new TestJob(), session, new() { LogWriter = TextWriter.Null, StopOnCancel = stop }, cancel.Token);
        await _backend.Waiting.Task;

        await cancel.CancelAsync();

        var e = await Assert.ThrowsAsync<JobCanceledException>(() => running);
        Assert.Equal(("fake-1", stop), (e.JobId, e.StopRequested));
        Assert.Equal(cancel.Token, e.CancellationToken);
        Assert.Equal(stop ? ["fake-1"] : [], _backend.Stopped);
    }

    [Fact]
    public async Task A_log_that_breaks_does_not_hide_the_end_of_the_job()
    {
        await using var session = Session();
        _backend.LogFailure = new IOException("the pipe broke");
        _backend.End(FakeBackend.State(JobStatus.Succeeded));

        var run = await JobRunner.RunAsync(new TestJob(), session, new() { LogWriter = TextWriter.Null }, default);

        Assert.Equal(JobStatus.Succeeded, run.Status);
    }

    [Fact]
    public async Task A_wait_that_breaks_does_not_lose_the_job()
    {
        await using var session = Session();
        _backend.WaitFailure = new IOException("no network");

        var e = await Assert.ThrowsAsync<JobException>(() => JobRunner.RunAsync(new TestJob(), session, new() { LogWriter = TextWriter.Null }, default));

        Assert.Contains("AttachAsync(session, \"fake-1\")", e.Message, StringComparison.Ordinal);
        Assert.IsType<IOException>(e.InnerException);
    }

    [Fact]
    public async Task All_problems_come_at_once_and_nothing_is_submitted()
    {
        await using var session = Session();
        _backend.Problems.Add(new("backend", "cannot."));

        var e = await Assert.ThrowsAsync<JobValidationException>(() => JobRunner.SubmitAsync(
            new TestJob { Corpus = null }, session, new() { InstanceCount = 0, JobName = "two words", SourceDir = "no/such/folder" }, default));

        Assert.Equal(5, e.Problems.Count);
        Assert.All(e.Problems, p => Assert.Contains(p.Message, e.Message, StringComparison.Ordinal));
        Assert.Empty(_backend.Submitted);
    }

    [Fact]
    public async Task Nothing_is_submitted_on_a_cancelled_token_or_a_disposed_session()
    {
        var session = Session();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => JobRunner.SubmitAsync(new TestJob(), session, null, new(canceled: true)));

        await session.DisposeAsync();
        await session.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => JobRunner.SubmitAsync(new TestJob(), session, null, default));
        Assert.True(_backend.Disposed);
        Assert.Empty(_backend.Submitted);
    }

    [Fact]
    public async Task Options_of_a_run_win_over_the_record()
    {
        await using var session = Session();
        await JobRunner.SubmitAsync(new TestJob(), session, new()
        {
            JobName = "mine",
            InstanceType = "ecs.c7.large",
            InstanceCount = 2,
            Image = "registry.example/other:2",
            Labels = new Dictionary<string, string> { ["team"] = "b" },
            Environment = new Dictionary<string, string> { ["MODE"] = "fast" },
            MaxRunTime = TimeSpan.FromMinutes(5),
            Requirements = ["numpy"],
        }, default);

        var sent = Assert.Single(_backend.Submitted);
        Assert.Equal(("mine", "ecs.c7.large", 2, "registry.example/other:2"), (sent.JobName, sent.InstanceType, sent.InstanceCount, sent.Image));
        Assert.Equal(("b", "1", "fast"), (sent.Labels["team"], sent.Labels["cost"], sent.Environment["MODE"]));
        Assert.Equal(TimeSpan.FromMinutes(5), sent.MaxRunTime);
        Assert.Equal(["numpy"], sent.Requirements);
    }

    [Fact]
    public async Task A_quota_given_for_a_run_replaces_the_instance_type()
    {
        await using var session = Session();
        await JobRunner.SubmitAsync(new TestJob(), session, new() { ResourceId = "quota1" }, default);

        var sent = Assert.Single(_backend.Submitted);
        Assert.Equal(("quota1", null), (sent.ResourceId, sent.InstanceType));
    }

    [Fact]
    public async Task Channels_get_their_values_their_defaults_and_the_paths_of_the_contract()
    {
        await using var session = Session();
        await JobRunner.SubmitAsync(new TestJob(), session, null, default);

        var sent = Assert.Single(_backend.Submitted);
        Assert.Equal(["corpus", "extra", "words"], sent.Inputs.Select(i => i.Name));
        Assert.Equal(["/data/corpus", null, "/data/words"], sent.Inputs.Select(i => i.Uri?.ToString()));
        Assert.Equal("/ml/input/data/corpus/", sent.Inputs[0].MountPath);
        Assert.Equal("/ml/output/table/", Assert.Single(sent.Outputs).MountPath);
    }

    [Fact]
    public async Task Attaching_by_another_record_is_refused_with_the_right_one()
    {
        await using var session = Session();
        var other = new JobDefinition("Acme.OtherJob", "true") { BaseJobName = "other" };

        var e = await Assert.ThrowsAsync<JobException>(() =>
            JobRunner.AttachAsync<TestJob.TestOutputs>(other, session, "fake-1", default));

        Assert.Contains("Acme.TestJob.AttachAsync", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attaching_finds_the_job_and_an_unknown_id_does_not()
    {
        await using var session = Session();
        var run = await JobRunner.AttachAsync<TestJob.TestOutputs>(TestJob.Definition, session, "fake-1", default);
        Assert.Equal(JobStatus.Running, run.Status);

        await Assert.ThrowsAsync<JobNotFoundException>(() =>
            JobRunner.AttachAsync<TestJob.TestOutputs>(TestJob.Definition, session, "fake-2", default));
    }

    [Fact]
    public async Task Outputs_are_equal_by_value_and_say_what_does_not_fit()
    {
        await using var session = Session();
        var one = await JobRunner.SubmitAsync(new TestJob(), session, null, default);
        var two = await JobRunner.SubmitAsync(new TestJob(), session, null, default);

        Assert.Equal(one.Outputs, two.Outputs);
        Assert.Equal(one.Outputs.GetHashCode(), two.Outputs.GetHashCode());
        Assert.Equal("table", Assert.Single(one.Outputs.ToDictionary()).Key);
        var e = Assert.Throws<JobException>(() => one.Outputs.Mistyped);
        Assert.Contains("DataUri", e.Message, StringComparison.Ordinal);
    }
}
