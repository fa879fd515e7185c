using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Running;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>How many calls it takes to watch jobs, and how soon their end is seen.</summary>
public class WatchTests
{
    private static readonly RunOptions s_options = new() { LogWriter = TextWriter.Null };

    [Theory]
    [InlineData(3)]
    [InlineData(59)]
    [InlineData(601)]
    public async Task One_job_is_seen_finished_within_two_seconds(int runsSeconds)
    {
        var clock = new DelayClock(DateTimeOffset.UtcNow) { Timeout = TimeSpan.FromSeconds(60) };
        await using var harness = await DlcHarness.StartAsync(clock);
        harness.Emulator.Dlc.OnCreate(_ => new EmulatedJob().Succeeds(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(runsSeconds)));
        var created = clock.GetUtcNow();
        var run = await new TrainJob().SubmitAsync(harness.Session, s_options, harness.Timeout);

        await MoveUntilAsync(clock, run.WaitAsync(harness.Timeout));

        Assert.InRange(clock.GetUtcNow() - created, TimeSpan.FromSeconds(runsSeconds + 1), TimeSpan.FromSeconds(runsSeconds + 3.1));
    }

    [Trait("Kind", "Exhaustive")]
    [Fact]
    public async Task A_thousand_jobs_take_at_most_twelve_calls_in_ten_seconds()
    {
        var clock = new DelayClock(DateTimeOffset.UtcNow) { Timeout = TimeSpan.FromSeconds(60) };
        await using var harness = await DlcHarness.StartAsync(clock);
        harness.Emulator.Dlc.OnCreate(_ => new EmulatedJob().Runs());
        var runs = new List<JobRun>();
        for (var i = 0; i < 1000; i++)
            runs.Add(new(harness.Session.Backend, Info(await harness.CreateAsync($"job-{i}")), harness.Session.Watcher));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(harness.Timeout);
        var waits = runs.Select(r => r.WaitAsync(cancel.Token)).ToList();
        // The first looks come one by one, as each wait begins.
        var settled = clock.GetUtcNow() + TimeSpan.FromMinutes(2);
        while (clock.GetUtcNow() < settled) await MoveAsync(clock);
        harness.Emulator.ClearRequests();

        var end = clock.GetUtcNow() + TimeSpan.FromMinutes(5);
        while (clock.GetUtcNow() < end) await MoveAsync(clock);

        Assert.InRange(harness.Operations.Count(), 100, 12 * 31);
        Assert.All(harness.Operations, o => Assert.Equal(nameof(EmulatedOperation.ListJobs), o));
        await cancel.CancelAsync();
        await Task.WhenAll(waits.Select(w => Assert.ThrowsAnyAsync<OperationCanceledException>(() => w)));

        static JobInfo Info(string id) => new() { Id = id, Name = id, Status = JobStatus.Creating };
    }

    [Fact]
    public async Task A_deleted_job_ends_the_wait_and_an_unknown_status_is_shown()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(job => job.DisplayName == "odd"
            ? new EmulatedJob().At(TimeSpan.Zero, "Vanished")
            : new EmulatedJob().At(TimeSpan.Zero, "Stopped"));
        var gone = await new TrainJob().SubmitAsync(harness.Session, s_options with { JobName = "gone" }, harness.Timeout);
        await gone.WaitAsync(harness.Timeout);
        await gone.DeleteAsync(harness.Timeout);

        await Assert.ThrowsAsync<JobNotFoundException>(() => gone.WaitAsync(harness.Timeout));
        var odd = await new TrainJob().SubmitAsync(harness.Session, s_options with { JobName = "odd" }, harness.Timeout);
        await odd.RefreshAsync(harness.Timeout);
        Assert.Equal((JobStatus.Unknown, "Vanished"), (odd.Status, odd.Info.StatusText));
    }

    [Fact]
    public async Task A_job_that_begins_to_run_while_its_stop_is_refused_is_not_stopped_for_its_time_in_the_queue()
    {
        var clock = new DelayClock(DateTimeOffset.UtcNow) { Timeout = TimeSpan.FromSeconds(60) };
        await using var harness = await DlcHarness.StartAsync(clock);
        harness.Emulator.Dlc.OnCreate(_ => new EmulatedJob().At(TimeSpan.Zero, "Creating").At(TimeSpan.FromSeconds(605), "Running"));
        harness.Emulator.Faults.Add(Fault.Error(400, "BadRequest"), EmulatedOperation.StopJob, count: 3);
        var run = await new TrainJob().SubmitAsync(harness.Session, s_options, harness.Timeout);

        var stopping = JobStopper.StopIfQueuedAsync(run, harness.Session.Backend, TimeSpan.FromMinutes(10), harness.Timeout);
        await MoveUntilAsync(clock, stopping);

        Assert.False(await stopping);
        Assert.InRange(harness.Operations.Count(o => o == nameof(EmulatedOperation.StopJob)), 1, 3);
        await run.RefreshAsync(harness.Timeout);
        Assert.Equal(JobStatus.Running, run.Status);
    }

    private static async Task MoveUntilAsync(DelayClock clock, Task task)
    {
        while (!task.IsCompleted) await MoveAsync(clock);
        await task;
    }

    private static async Task MoveAsync(DelayClock clock)
    {
        if (!clock.TryMoveOn()) await Task.Run(static () => Task.Yield());
    }
}
