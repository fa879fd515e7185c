using Acme;

namespace Pai.Jobs.Testing.Tests;

public class ScriptTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly TrainJob s_job = new() { Corpus = DataLocation.Parse("/data/corpus/") };

    private static async Task<string[]> LinesAsync(JobRun run, LogQuery query)
    {
        var lines = new List<string>();
        await foreach (var line in run.ReadLogsAsync(query)) lines.Add(line.Text);
        return [.. lines];
    }

    [Fact]
    public async Task A_job_does_what_is_written_down_when_the_clock_says_so()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Queue(2 * s_minute).Run().WriteLine("reading")
            .After(s_minute).WriteLine("writing").Fail(3, "Code", "Why."));
        var run = await s_job.SubmitAsync(session);
        Assert.Equal(JobStatus.Queuing, run.Status);
        Assert.Equal(JobStatus.Queuing, (await run.RefreshAsync()).Status);

        backend.Clock.Advance(2 * s_minute);
        Assert.Equal(JobStatus.Running, (await run.RefreshAsync()).Status);
        Assert.Equal(["reading"], await LinesAsync(run, new()));

        backend.Clock.Advance(s_minute);
        var info = await run.RefreshAsync();
        Assert.Equal((JobStatus.Failed, 3, "Code", "Why."), (info.Status, info.ExitCode, info.ReasonCode, info.ReasonMessage));
        Assert.Equal((info.CreatedAt + 2 * s_minute, info.CreatedAt + 3 * s_minute), (info.StartedAt, info.FinishedAt));
        Assert.Equal(["reading", "writing"], await LinesAsync(run, new()));
    }

    [Fact]
    public async Task Reading_ends_when_the_session_is_disposed()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("ready"));
        var run = await s_job.SubmitAsync(session);
        await using var lines = run.ReadLogsAsync().GetAsyncEnumerator();
        Assert.True(await lines.MoveNextAsync());
        var next = lines.MoveNextAsync().AsTask();

        await session.DisposeAsync();

        var e = await Assert.ThrowsAsync<ObjectDisposedException>(() => next.WaitAsync(s_limit));
        Assert.Contains(run.Id, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_jobs_are_cleaned_up_and_running_ones_are_not()
    {
        await using var session = PaiSession.Test(out var backend);
        var old = await s_job.SubmitAsync(session);
        backend.OnSubmit(_ => new ScriptedJob().Run());
        var running = await s_job.SubmitAsync(session);
        backend.Clock.Advance(TimeSpan.FromDays(2));
        var options = new JobCleanUpOptions { OlderThan = TimeSpan.FromDays(1) };

        Assert.Equal([old.Id], await session.CleanUpAsync(options with { DryRun = true }));
        Assert.Empty(await session.CleanUpAsync(options with { KeepLast = 2 }));
        Assert.Equal([old.Id], await session.CleanUpAsync(options));
        await Assert.ThrowsAsync<JobNotFoundException>(() => old.RefreshAsync());
        Assert.Equal(JobStatus.Running, (await running.RefreshAsync()).Status);
    }

    [Fact]
    public async Task A_script_that_is_null_is_named()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => null!);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => s_job.SubmitAsync(session));
        Assert.Contains("OnSubmit", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_hears_of_the_end_however_the_clock_gets_there()
    {
        for (var i = 0; i < 50; i++)
        {
            await using var session = PaiSession.Test(out var backend);
            backend.OnSubmit(_ => new ScriptedJob().Queue(s_minute).Run(s_minute).WriteLine("done").Succeed());
            var run = await s_job.SubmitAsync(session);
            var waiting = run.WaitAsync();
            var reading = LinesAsync(run, new() { Follow = true });

            // Whether those two wait by now or not.
            backend.Clock.Advance(2 * s_minute);

            Assert.Equal(JobStatus.Succeeded, await waiting.WaitAsync(s_limit));
            Assert.Equal(["done"], await reading.WaitAsync(s_limit));
        }
    }

    [Fact]
    public async Task With_AutoAdvance_hundreds_of_long_jobs_are_over_at_once()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.AutoAdvance = true;
        var count = 0;
        backend.OnSubmit(_ => new ScriptedJob()
            .Queue(s_minute).Run(Interlocked.Increment(ref count) * s_minute).WriteLine("done").Succeed());
        var runs = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => s_job.SubmitAsync(session)));

        var ends = await Task.WhenAll(runs.Select(r => r.WaitAsync())).WaitAsync(s_limit);

        Assert.All(ends, s => Assert.Equal(JobStatus.Succeeded, s));
        Assert.Equal(["done"], await LinesAsync(runs[^1], new() { Follow = true }).WaitAsync(s_limit));
    }

    [Fact]
    public async Task With_AutoAdvance_the_log_alone_moves_the_clock_too()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.AutoAdvance = true;
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("one").After(s_minute).WriteLine("two").After(s_minute).Succeed());
        var run = await s_job.SubmitAsync(session);

        Assert.Equal(["one", "two"], await LinesAsync(run, new() { Follow = true }).WaitAsync(s_limit));
        Assert.Equal(2 * s_minute, backend.Clock.GetUtcNow() - run.Info.CreatedAt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_script_without_an_end_runs_until_it_is_stopped(bool autoAdvance)
    {
        await using var session = PaiSession.Test(out var backend);
        backend.AutoAdvance = autoAdvance;
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("running").StopIn(s_minute));
        var run = await s_job.SubmitAsync(session);
        var waiting = run.WaitAsync();
        var reading = LinesAsync(run, new() { Follow = true });

        await run.StopAsync();
        await run.StopAsync();
        if (!autoAdvance)
        {
            Assert.Equal(JobStatus.Stopping, (await run.RefreshAsync()).Status);
            backend.Clock.Advance(s_minute);
        }

        Assert.Equal(JobStatus.Stopped, await waiting.WaitAsync(s_limit));
        Assert.Equal(["running"], await reading.WaitAsync(s_limit));
        Assert.Equal((s_minute, "JobStoppedByUser"), (run.Info.FinishedAt!.Value - run.Info.CreatedAt, run.Info.ReasonCode));
        Assert.Equal([run.Id, run.Id], backend.Stopped);
    }

    [Fact]
    public async Task An_id_comes_only_when_the_submission_is_through()
    {
        await using var session = PaiSession.Test(out var backend);
        (backend.PrepareTime, backend.SubmitTime) = (s_minute, s_minute);
        var submitting = s_job.SubmitAsync(session);
        Assert.Empty(backend.Prepared);

        // The second wait may begin only after the first, so each is waited for.
        backend.Clock.Advance(s_minute);
        while (!submitting.IsCompleted)
        {
            Assert.True(backend.Submitted.Count == 0 || backend.Prepared.Count == 1);
            backend.Clock.Advance(s_minute);
            await Task.Yield();
        }

        Assert.Equal("test-1", (await submitting).Id);
    }

    [Fact]
    public async Task What_a_script_throws_the_one_who_submits_gets_and_there_is_no_job()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => throw new JobException("the quota is used up"));

        var e = await Assert.ThrowsAsync<JobException>(() => s_job.SubmitAsync(session));

        Assert.Equal("the quota is used up", e.Message);
        Assert.Single(backend.Submitted);
        await foreach (var info in session.ListJobsAsync()) Assert.Fail($"There is the job {info.Id}.");
    }

    [Fact]
    public async Task A_list_has_a_new_job_only_after_its_lag()
    {
        await using var session = PaiSession.Test(out var backend);
        var old = await s_job.SubmitAsync(session);
        backend.ListLag = s_minute;
        backend.Clock.Advance(s_minute);
        var young = await s_job.SubmitAsync(session);

        Assert.Equal([old.Id], await IdsAsync());
        backend.Clock.Advance(s_minute);
        Assert.Equal([young.Id, old.Id], await IdsAsync());

        async Task<string[]> IdsAsync()
        {
            var ids = new List<string>();
            await foreach (var info in session.ListJobsAsync()) ids.Add(info.Id);
            return [.. ids];
        }
    }

    [Fact]
    public async Task A_log_is_read_by_node_by_time_from_the_end_and_from_a_position()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("a", node: "n0").WriteLine("b", LogStream.StandardError, "n1")
            .After(s_minute).WriteLine("c", node: "n0").WriteLine("d", node: "n1"));
        var run = await s_job.SubmitAsync(session);
        backend.Clock.Advance(s_minute);
        var lines = new List<LogLine>();
        await foreach (var line in run.ReadLogsAsync(new())) lines.Add(line);

        Assert.Equal(LogStream.StandardError, lines[1].Stream);
        Assert.Equal(run.Info.CreatedAt + s_minute, lines[2].Time);
        Assert.Equal(["a", "c"], await LinesAsync(run, new() { Node = "n0" }));
        Assert.Equal(["c", "d"], await LinesAsync(run, new() { Since = run.Info.CreatedAt + s_minute }));
        Assert.Equal(["a", "b"], await LinesAsync(run, new() { Until = run.Info.CreatedAt + s_minute }));
        Assert.Equal(["c", "d"], await LinesAsync(run, new() { Tail = 2 }));
        Assert.Equal(["c", "d"], await LinesAsync(run, new() { After = lines[1].Position }));
        await Assert.ThrowsAsync<JobException>(() => LinesAsync(run, new() { After = new LogPosition("elsewhere") }));
    }

    [Fact]
    public async Task A_merged_log_has_neither_times_nor_streams()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().MergeLog().Run().WriteLine("a", LogStream.StandardError).Succeed());
        var run = await s_job.SubmitAsync(session);

        await foreach (var line in run.ReadLogsAsync()) Assert.Equal(("a", LogStream.Combined, null), (line.Text, line.Stream, line.Time));
        Assert.Single(backend.RequestedLogs);
    }

    [Fact]
    public async Task Events_and_metrics_come_as_written_down()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run().Report("A node was replaced.", "NodeLost", EventSeverity.Warning)
            .Measure(MetricKind.MemoryBytes, 5).Measure(MetricKind.CpuCores, 0.5, "n0").Succeed());
        var run = await s_job.SubmitAsync(session);

        var events = new List<string?>();
        await foreach (var happened in run.ReadEventsAsync()) events.Add(happened.Reason);
        Assert.Equal(["Running", "NodeLost", "Succeeded"], events);
        await foreach (var point in run.ReadMetricsAsync(new() { Kinds = [MetricKind.CpuCores] }))
            Assert.Equal((0.5, "n0"), (point.Value, point.Node));
        var without = await session.AttachAsync(backend.Add("by_hand", new ScriptedJob().Succeed()));
        await Assert.ThrowsAsync<JobNotSupportedException>(async () =>
        {
            await foreach (var point in without.ReadMetricsAsync()) Assert.Fail($"There is {point}.");
        });
    }

    [Fact]
    public async Task Outputs_are_folders_that_go_with_the_session_or_where_the_script_says()
    {
        var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run().After(s_minute).WriteFile("model", "a/b.txt", "hello").Succeed());
        var run = await s_job.SubmitAsync(session);
        Assert.False(await run.Outputs.Model.ExistsAsync("a/b.txt"));

        backend.Clock.Advance(s_minute);
        await run.EnsureSucceededAsync();
        Assert.Equal("hello", await File.ReadAllTextAsync(run.Outputs.Model.FilePath + "a/b.txt"));
        backend.OnSubmit(_ => new ScriptedJob().Output("model", DataLocation.Parse("oss://acme/models/")).Succeed());
        Assert.Equal("oss://acme/models/", (await s_job.SubmitAsync(session)).Outputs.Model.Location.ToString());

        await session.DisposeAsync();
        Assert.False(Directory.Exists(run.Outputs.Model.FilePath));
    }

    [Fact]
    public async Task A_script_that_cannot_be_is_refused()
    {
        await using var session = PaiSession.Test(out var backend);
        Assert.Throws<InvalidOperationException>(() => new ScriptedJob().Succeed().Run());
        Assert.Throws<ArgumentException>(() => new ScriptedJob().WriteFile("model", "../x", ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScriptedJob().After(-s_minute));
        backend.OnSubmit(_ => new ScriptedJob().WriteFile("modle", "x", "").Succeed());
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => s_job.SubmitAsync(session));
        Assert.Contains("\"modle\"", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_has_ended_can_be_deleted()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run());
        var run = await s_job.SubmitAsync(session);
        await Assert.ThrowsAsync<JobException>(() => run.DeleteAsync());

        await run.StopAsync();
        await run.DeleteAsync();

        await Assert.ThrowsAsync<JobNotFoundException>(() => run.RefreshAsync());
    }
}
