using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>The exit code of a failed job, which only the last line of the launch script tells.</summary>
public class EndTests
{
    private static readonly RunOptions s_options = new() { LogWriter = TextWriter.Null };

    private static RunOptions Retrying => s_options with
    {
        Retry = new() { OwnError = new() { MaxRetries = 1, Delay = TimeSpan.Zero } },
    };

    /// <summary>A job that fails at once, with the last line of the launch script in each pod.</summary>
    private static EmulatedJob Fail(EmulatedJobInfo job, params (string Pod, int Code)[] ends)
    {
        var script = new EmulatedJob().Fails(TimeSpan.Zero, TimeSpan.Zero);
        foreach (var (pod, code) in ends)
        {
            script.Log(TimeSpan.Zero, "at work", pod);
            script.Log(TimeSpan.Zero, $"[pai-jobs:end {job.Tags[DlcJobBody.MarkerTag]} command {code}]", pod);
        }

        return script;
    }

    private static int LogCalls(DlcHarness harness) => harness.Operations.Count(o => o == nameof(EmulatedOperation.GetPodLogs));

    [Fact]
    public async Task A_job_that_failed_by_its_own_error_is_tried_again()
    {
        await using var harness = await DlcHarness.StartAsync();
        var created = 0;
        harness.Emulator.Dlc.OnCreate(job => ++created == 1 ? Fail(job, ("worker-0", 3)) : new EmulatedJob());

        var run = await new TrainJob().RunAsync(harness.Session, Retrying, harness.Timeout);

        Assert.Equal(JobStatus.Succeeded, run.Status);
        Assert.Equal(
            [(3, JobFailureCause.OwnError), (null, JobFailureCause.None)], run.Tries.Select(t => (t.Info.ExitCode, t.Info.FailureCause)));
    }

    [Fact]
    public async Task So_is_one_of_a_batch_which_follows_no_log()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(job => Fail(job, ("worker-0", 3)));

        var outcome = Assert.Single(await new[] { new TrainJob() }.RunAllAsync(
            harness.Session, new() { Run = Retrying }, harness.Timeout));

        var e = Assert.IsType<JobFailedException>(outcome.Exception);
        Assert.Equal((3, JobFailureCause.OwnError, 2), (e.ExitCode, e.Info.FailureCause, e.Tries.Count));
        Assert.Contains("with exit code 3", e.Message, StringComparison.Ordinal);
        Assert.Equal(["at work"], e.LastLogLines);
    }

    [Fact]
    public async Task It_is_read_when_someone_asks_and_once()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(job => Fail(job, ("worker-0", 3)));
        var run = await new TrainJob().SubmitAsync(harness.Session, s_options, harness.Timeout);

        await run.WaitAsync(harness.Timeout);
        Assert.Equal((0, null), (LogCalls(harness), run.Info.ExitCode));
        var explanation = await run.ExplainAsync(harness.Timeout);
        var calls = LogCalls(harness);
        var again = await run.ExplainAsync(harness.Timeout);
        await run.RefreshAsync(harness.Timeout);

        Assert.Equal((3, JobFailureCause.OwnError), (explanation.Job.ExitCode, explanation.Job.FailureCause));
        Assert.Contains("The command ended with exit code 3.", explanation.Evidence);
        Assert.Equal(explanation.Evidence, again.Evidence);
        Assert.Equal((3, JobFailureCause.OwnError), (run.Info.ExitCode, run.Info.FailureCause));
        Assert.InRange(calls, 1, 3);
        Assert.Equal(calls, LogCalls(harness));
    }

    [Fact]
    public async Task Of_several_nodes_it_is_that_of_the_one_that_was_not_killed()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(job => Fail(job, ("worker-0", 143), ("worker-1", 2), ("worker-2", 137)));

        var e = await Assert.ThrowsAsync<JobFailedException>(
            () => new TrainJob().RunAsync(harness.Session, s_options with { InstanceCount = 3 }, harness.Timeout));

        Assert.Equal((2, JobFailureCause.OwnError), (e.ExitCode, e.Info.FailureCause));
    }

    [Fact]
    public async Task Without_the_line_the_cause_stays_unknown_and_no_other_try_begins()
    {
        var clock = new DelayClock(DateTimeOffset.UtcNow) { Timeout = TimeSpan.FromSeconds(60), LongestDelay = TimeSpan.FromSeconds(15) };
        await using var harness = await DlcHarness.StartAsync(clock);
        harness.Emulator.Dlc.OnCreate(
            _ => new EmulatedJob().Fails(TimeSpan.Zero, TimeSpan.Zero).Log(TimeSpan.Zero, "[pai-jobs:end x command 3]"));

        var running = new TrainJob().RunAsync(harness.Session, Retrying, harness.Timeout);
        while (!running.IsCompleted)
            if (!clock.TryMoveOn()) await Task.WhenAny(running, Task.Run(static () => Task.Yield()));

        var e = await Assert.ThrowsAsync<JobFailedException>(() => running);
        Assert.Equal((null, JobFailureCause.Unknown, 1), (e.ExitCode, e.Info.FailureCause, e.Tries.Count));
    }

    [Fact]
    public async Task A_log_that_is_refused_hides_nothing()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(job => Fail(job, ("worker-0", 3)));
        harness.Emulator.Faults.Add(Fault.Error(403, "Forbidden.RAM"), EmulatedOperation.GetPodLogs, count: null);
        var run = await new TrainJob().SubmitAsync(harness.Session, s_options, harness.Timeout);

        var e = await Assert.ThrowsAsync<JobFailedException>(() => run.EnsureSucceededAsync(harness.Timeout));

        Assert.Equal((null, JobFailureCause.Unknown), (e.ExitCode, e.Info.FailureCause));
    }
}
