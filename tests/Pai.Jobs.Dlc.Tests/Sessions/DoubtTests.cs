using Pai.Jobs.Emulator;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>A job whose creation is not answered: there is one, or none, and never two.</summary>
public class DoubtTests
{
    private static readonly RunOptions s_options = new() { JobName = "doubtful", LogWriter = TextWriter.Null };

    [Fact]
    public async Task A_job_that_was_created_is_found()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Faults.Add(Fault.LoseAnswer(), EmulatedOperation.CreateJob);

        var run = await new TrainJob().SubmitAsync(harness.Session, s_options, harness.Timeout);

        Assert.Equal(Assert.Single(harness.Emulator.Dlc.Jobs).JobId, run.Id);
        Assert.NotNull(run.Info.Outputs);
        Assert.Single(harness.Operations, o => o == nameof(EmulatedOperation.CreateJob));
    }

    [Fact]
    public async Task One_that_is_not_listed_within_a_minute_is_in_doubt_and_its_marker_finds_it_later()
    {
        var clock = new DelayClock(DateTimeOffset.UtcNow) { Timeout = TimeSpan.FromSeconds(60) };
        await using var harness = await DlcHarness.StartAsync(clock);
        harness.Emulator.Dlc.ListDelay = TimeSpan.FromMinutes(3);
        harness.Emulator.Faults.Add(Fault.LoseAnswer(), EmulatedOperation.CreateJob);

        var submitting = new TrainJob().SubmitAsync(harness.Session, s_options, harness.Timeout);
        while (!submitting.IsCompleted)
            if (!clock.TryMoveOn()) await Task.WhenAny(submitting, Task.Run(static () => Task.Yield()));
        var e = await Assert.ThrowsAsync<JobSubmissionInDoubtException>(() => submitting);

        Assert.Single(harness.Operations, o => o == nameof(EmulatedOperation.CreateJob));
        Assert.Null(await harness.Session.Backend.FindAsync(e.Marker, harness.Timeout));
        clock.Advance(TimeSpan.FromMinutes(3));
        var run = await harness.Session.AttachAsync(e.Marker.ToString(), harness.Timeout);
        Assert.Equal(Assert.Single(harness.Emulator.Dlc.Jobs).JobId, run.Id);
        Assert.NotNull(run.Info.Outputs);
    }

    [Fact]
    public async Task One_who_may_list_only_own_jobs_finds_it_too()
    {
        var clock = new DelayClock(DateTimeOffset.UtcNow) { Timeout = TimeSpan.FromSeconds(60) };
        await using var harness = await DlcHarness.StartAsync(clock);
        harness.Emulator.Faults.Add(Fault.LoseAnswer(), EmulatedOperation.CreateJob);
        harness.Emulator.Faults.Add(Fault.Error(403, "Forbidden.RAM"), EmulatedOperation.ListJobs);

        var submitting = new TrainJob().SubmitAsync(harness.Session, s_options, harness.Timeout);
        while (!submitting.IsCompleted)
            if (!clock.TryMoveOn()) await Task.WhenAny(submitting, Task.Run(static () => Task.Yield()));

        Assert.Equal(Assert.Single(harness.Emulator.Dlc.Jobs).JobId, (await submitting).Id);
        Assert.Equal(["false", "true"], harness.Emulator.Requests
            .Where(r => r.Operation == EmulatedOperation.ListJobs).Select(r => r.Parameters["ShowOwn"]));
    }

    [Theory]
    [InlineData(429, "Throttling.User")]
    [InlineData(400, "Throttling")]
    public async Task A_request_that_was_refused_is_sent_again(int status, string code)
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Faults.Add(Fault.Error(status, code), EmulatedOperation.CreateJob);

        await new TrainJob().SubmitAsync(harness.Session, s_options, harness.Timeout);

        Assert.Single(harness.Emulator.Dlc.Jobs);
    }

    [Fact]
    public async Task A_cancelled_call_waits_for_the_answer()
    {
        await using var harness = await DlcHarness.StartAsync();
        using var cancel = new CancellationTokenSource();
        harness.Emulator.Dlc.OnCreate(_ =>
        {
            cancel.Cancel();
            return null;
        });

        var run = await new TrainJob().SubmitAsync(harness.Session, s_options, cancel.Token);

        Assert.Equal(Assert.Single(harness.Emulator.Dlc.Jobs).JobId, run.Id);
    }
}
