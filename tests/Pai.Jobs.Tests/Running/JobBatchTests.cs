namespace Pai.Jobs.Tests;

public class JobBatchTests
{
    private static BatchOptions Silent(int maxParallel) =>
        new() { MaxParallel = maxParallel, Run = new() { LogWriter = TextWriter.Null } };

    private static IEnumerable<TestJob> Jobs(int count) => Enumerable.Range(0, count).Select(i => new TestJob { Count = i });

    private static string CountOf(JobSubmission job) => job.Parameters.Single(p => p.Name == "count").Text!;

    [Fact]
    public async Task All_run_and_one_that_fails_does_not_stop_the_others()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(job => CountOf(job) switch
        {
            "3" => new ScriptedJob().Run().WriteLine("no").Fail(7),
            "5" => throw new JobException("refused"),
            _ => new ScriptedJob().Run().Succeed(),
        });

        var outcomes = await Jobs(8).RunAllAsync(session, Silent(3));

        Assert.Equal(Enumerable.Range(0, 8), outcomes.Select(o => o.Job.Count));
        Assert.Equal([3, 5], outcomes.Where(o => !o.IsSuccess).Select(o => o.Job.Count));
        Assert.Equal(7, Assert.IsType<JobFailedException>(outcomes[3].Exception).ExitCode);
        Assert.Equal(JobStatus.Failed, outcomes[3].Run!.Status);
        Assert.Equal((null, "refused"), (outcomes[5].Run, outcomes[5].Exception!.Message));
    }

    [Fact]
    public async Task No_more_run_at_a_time_than_are_allowed()
    {
        await using var session = PaiSession.Test(out var backend);
        using var cancel = new CancellationTokenSource();
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        backend.OnSubmit(job =>
        {
            if (CountOf(job) == "1") second.SetResult();
            return new ScriptedJob().Run();
        });

        var running = Jobs(6).RunAllAsync(session, Silent(2), cancel.Token);
        await second.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => running);
        Assert.Equal(2, backend.Submitted.Count);
    }

    [Fact]
    public async Task Jobs_that_cannot_be_read_start_none()
    {
        await using var session = PaiSession.Test(out var backend);
        static IEnumerable<TestJob> Broken()
        {
            yield return new TestJob();
            throw new InvalidDataException("no more");
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => Broken().RunAllAsync(session, Silent(2)));
        var e = await Assert.ThrowsAsync<ArgumentException>(() => new[] { new TestJob(), null! }.RunAllAsync(session, Silent(2)));

        Assert.Contains("job at index 1 is null", e.Message, StringComparison.Ordinal);
        Assert.Empty(backend.Submitted);
    }

    [Fact]
    public async Task A_cancelled_batch_starts_no_other_job_and_names_those_that_run()
    {
        await using var session = PaiSession.Test(out var backend);
        using var cancel = new CancellationTokenSource();
        using var log = new SignalWriter("running");
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("running"));
        var options = new BatchOptions { MaxParallel = 1, FollowLogs = true, Run = new() { LogWriter = log } };
        var running = Jobs(5).RunAllAsync(session, options, cancel.Token);
        await log.Written;

        await cancel.CancelAsync();

        var e = await Assert.ThrowsAsync<OperationCanceledException>(() => running);
        Assert.Contains("test-1", e.Message, StringComparison.Ordinal);
        Assert.Equal(cancel.Token, e.CancellationToken);
        Assert.Single(backend.Submitted);
        Assert.Empty(backend.Stopped);
    }

    [Fact]
    public async Task A_batch_of_none_at_a_time_is_refused()
    {
        await using var session = PaiSession.Test(out _);

        var e = await Assert.ThrowsAsync<ArgumentException>(() => Jobs(1).RunAllAsync(session, Silent(0)));

        Assert.Contains("MaxParallel is 0", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_are_followed_only_where_that_is_asked_for()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("hello").Succeed());
        using var log = new StringWriter();
        var options = new BatchOptions { Run = new() { LogWriter = log } };

        await Jobs(3).RunAllAsync(session, options);
        Assert.Equal((0, ""), (backend.RequestedLogs.Count, log.ToString()));

        await Jobs(3).RunAllAsync(session, options with { FollowLogs = true });
        Assert.Equal(3, backend.RequestedLogs.Count(l => l.Query.Follow));
        Assert.Equal(3, log.ToString().Split("hello").Length - 1);
    }

    [Fact]
    public async Task Each_step_of_each_job_is_told()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(job => CountOf(job) == "1" ? new ScriptedJob().Run().Fail(7) : new ScriptedJob().Run().Succeed());
        var told = new List<BatchProgress>();

        await Jobs(3).RunAllAsync(session, Silent(1) with { Progress = new Teller(told.Add) });

        Assert.Equal(
            [
                (0, BatchStep.Submitting), (0, BatchStep.Submitted), (0, BatchStep.Succeeded),
                (1, BatchStep.Submitting), (1, BatchStep.Submitted), (1, BatchStep.Failed),
                (2, BatchStep.Submitting), (2, BatchStep.Submitted), (2, BatchStep.Succeeded),
            ],
            told.Select(t => (t.Index, t.Step)));
        Assert.Equal([2, 2, 2, 1, 1, 1, 0, 0, 0], told.Select(t => t.Waiting));
        Assert.Equal([1, 1, 0, 1, 1, 0, 1, 1, 0], told.Select(t => t.Running));
        Assert.Equal((3, 2, 1), (told[^1].Total, told[^1].Succeeded, told[^1].Failed));
        Assert.Equal(["test-1", "test-2", "test-3"], told.Where(t => t.Step == BatchStep.Submitted).Select(t => t.Run!.Id));
        Assert.IsType<JobFailedException>(told[5].Exception);
    }

    [Fact]
    public async Task The_first_failure_can_stop_all_others()
    {
        await using var session = PaiSession.Test(out var backend);
        var submitted = 0;
        backend.OnSubmit(job =>
        {
            submitted++;
            return CountOf(job) == "1" ? new ScriptedJob().Run(TimeSpan.FromSeconds(5)).Fail(7) : new ScriptedJob().Run();
        });
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var teller = new Teller(t =>
        {
            if (t.Step == BatchStep.Submitted && t.Running == 3 && t.Waiting == 3) all.TrySetResult();
        });
        var running = Jobs(6).RunAllAsync(session, Silent(3) with { StopOnFailure = true, Progress = teller });
        await all.Task;
        while (submitted < 3) await Task.Yield();

        while (!running.IsCompleted)
        {
            backend.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, Task.Run(static () => Thread.Yield()));
        }

        var outcomes = await running;
        Assert.Equal(3, backend.Submitted.Count);
        Assert.Equal(7, Assert.IsType<JobFailedException>(outcomes[1].Exception).ExitCode);
        Assert.Equal([JobStatus.Stopped, JobStatus.Stopped], new[] { outcomes[0], outcomes[2] }.Select(o => o.Run!.Status));
        Assert.All(outcomes.Skip(3), o => Assert.IsType<OperationCanceledException>(o.Exception));
        Assert.All(outcomes.Skip(3), o => Assert.Null(o.Run));
    }

    /// <summary>Is told at once, on the thread of the batch.</summary>
    private sealed class Teller(Action<BatchProgress> told) : IProgress<BatchProgress>
    {
        private readonly Lock _lock = new();

        public void Report(BatchProgress value)
        {
            lock (_lock) told(value);
        }
    }
}
