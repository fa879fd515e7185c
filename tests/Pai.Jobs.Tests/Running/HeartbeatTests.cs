using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Tests;

public class HeartbeatTests
{
    private readonly FakeTimeProvider _clock = new();

    private async Task<IReadOnlyList<string>> BeatAsync(Action<Heartbeat> looks)
    {
        var heartbeat = new Heartbeat(_clock);
        looks(heartbeat);
        heartbeat.End();
        return await heartbeat.ReadAsync(CancellationToken.None).ToListAsync();
    }

    private void Look(Heartbeat heartbeat, JobStatus status, int minutes, string? reason = null)
    {
        for (var i = 0; i <= minutes * 6; i++)
        {
            heartbeat.See(ProbeBackend.Info("j", status) with { ReasonMessage = reason });
            _clock.Advance(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public async Task The_lines_come_after_a_minute_and_then_ever_more_rarely() =>
        Assert.Equal(
            [
                "Queued for 1 min.", "Queued for 3 min.", "Queued for 7 min.", "Queued for 15 min.", "Queued for 31 min.",
                "Queued for 1 h 1 min.", "Queued for 1 h 31 min.", "Queued for 2 h 1 min.",
            ],
            await BeatAsync(h => Look(h, JobStatus.Queuing, 121)));

    [Fact]
    public async Task The_reason_is_said() =>
        Assert.Equal(
            ["Queued for 1 min: no stock of ecs.gn6i-c4g1.xlarge"],
            await BeatAsync(h => Look(h, JobStatus.Queuing, 2, " no stock of ecs.gn6i-c4g1.xlarge ")));

    [Theory]
    [InlineData(JobStatus.Creating, "Being created for 1 min.")]
    [InlineData(JobStatus.Bidding, "Bidding for spot resources for 1 min.")]
    [InlineData(JobStatus.EnvPreparing, "Preparing the environment for 1 min.")]
    [InlineData(JobStatus.SanityChecking, "Checking the hardware for 1 min.")]
    [InlineData(JobStatus.Restarting, "Restarting for 1 min.")]
    public async Task What_the_job_waits_for_is_named(JobStatus status, string line) =>
        Assert.Equal([line], await BeatAsync(h => Look(h, status, 2)));

    [Theory]
    [InlineData(JobStatus.Running)]
    [InlineData(JobStatus.Stopping)]
    [InlineData(JobStatus.Publishing)]
    [InlineData(JobStatus.Unknown)]
    public async Task A_job_that_runs_may_be_silent(JobStatus status) => Assert.Empty(await BeatAsync(h => Look(h, status, 60)));

    [Fact]
    public async Task Another_status_begins_anew() =>
        Assert.Equal(
            ["Queued for 1 min.", "Preparing the environment for 1 min.", "Queued for 1 min."],
            await BeatAsync(h =>
            {
                Look(h, JobStatus.Queuing, 2);
                Look(h, JobStatus.EnvPreparing, 2);
                Look(h, JobStatus.Running, 60);
                Look(h, JobStatus.Queuing, 2);
            }));

    [Fact]
    public async Task A_line_of_the_job_puts_it_off() =>
        Assert.Equal(
            ["Preparing the environment for 2 min."],
            await BeatAsync(h =>
            {
                Look(h, JobStatus.EnvPreparing, 0);
                _clock.Advance(TimeSpan.FromSeconds(50));
                h.Touch();
                Look(h, JobStatus.EnvPreparing, 2);
            }));

    [Fact]
    public async Task A_run_that_waits_tells_it()
    {
        var clock = new SleepingClock();
        var end = clock.GetUtcNow().AddMinutes(5);
        var backend = new ProbeBackend(clock, _ => clock.GetUtcNow() < end ? JobStatus.Queuing : JobStatus.Succeeded);
        using var log = new StringWriter();
        var options = new RunOptions { LogWriter = log };
        using var watcher = new JobWatcher(backend);
        using var ctrlC = CtrlC.Listen(backend, options, CancellationToken.None);
        var run = new JobRun(backend, ProbeBackend.Info("j", JobStatus.Creating), watcher);

        var following = JobFollower.FollowAsync(run, backend, new(), options, ctrlC);
        while (clock.GetUtcNow() < end) await clock.SleepAsync();
        await following.WaitAsync(ProbeBackend.Limit);

        var lines = log.ToString().Split(Environment.NewLine);
        Assert.Equal(
            ["Queued for 1 min.", "Queued for 3 min."], lines.Where(l => l.StartsWith("Queued", StringComparison.Ordinal)));
    }
}
