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

        Assert.Contains("job at 1 is null", e.Message, StringComparison.Ordinal);
        Assert.Empty(backend.Submitted);
    }

    [Fact]
    public async Task A_cancelled_batch_starts_no_other_job_and_names_those_that_run()
    {
        await using var session = PaiSession.Test(out var backend);
        using var cancel = new CancellationTokenSource();
        using var log = new SignalWriter("running");
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("running"));
        var running = Jobs(5).RunAllAsync(session, new() { MaxParallel = 1, Run = new() { LogWriter = log } }, cancel.Token);
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
}
