using System.Diagnostics;

namespace Pai.Jobs.Tests;

/// <summary>The rehearsal of a preemption: a node that is told to end, and begins another life.</summary>
public class PreemptionTests
{
    private const string Script = """
        state=$PAI_OUTPUT_STATE
        if [ -e "$state/saved" ]; then echo "again $PAI_RESTART_COUNT $(cat "$state/saved")"; exit 4; fi
        trap 'echo 7 > "$state/saved"; exit 143' TERM
        echo "ready $PAI_RESTART_COUNT"
        while :; do sleep 0.05; done
        """;

    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task The_second_life_has_what_the_first_saved_and_its_exit_code_counts(LocalIsolation isolation)
    {
        // The time is never reached: the test preempts, once the job is ready.
        await using var local = new LocalHarness(isolation, o => o.PreemptAfter = TimeSpan.FromDays(1));
        var info = await local.SubmitAsync(Job());
        await ReadyAsync(local, info.Id);

        Preempt(local, info.Id);
        var ended = await local.WaitAsync(info.Id);

        Assert.Equal((JobStatus.Failed, 4), (ended.Status, ended.ExitCode));
        var lines = await local.LogAsync(info.Id);
        Assert.Equal(["ready 0", "again 1 7"], lines.Where(l => l.StartsWith("ready", StringComparison.Ordinal)
            || l.StartsWith("again", StringComparison.Ordinal)));
        var errors = await local.LogAsync(info.Id, LogStream.StandardError);
        Assert.Contains(errors, l => l.Contains("was preempted (rehearsal)", StringComparison.Ordinal));
        var events = await local.Backend.ReadEventsAsync(info.Id, local.Timeout).ToListAsync(local.Timeout);
        var preempted = Assert.Single(events, e => e.Reason == "Preempted");
        Assert.Contains("exit code 143", preempted.Message, StringComparison.Ordinal);
        var phases = await local.Backend.ReadPhasesAsync(info.Id, local.Timeout);
        Assert.Equal(["Creating", "EnvPreparing", "Running", "Restarting", "Running", "Failed"], phases.Select(p => p.Status));
        Assert.Equal(info.CreatedAt, phases[0].From);
        Assert.Equal(phases.Skip(1).Select(p => p.From), phases.SkipLast(1).Select(p => p.To!.Value));
        // The supervisor notes it to the second.
        Assert.InRange(phases[3].From, preempted.Time, preempted.Time.AddSeconds(1));
        Assert.Contains("exit code 143", phases[3].Reason, StringComparison.Ordinal);
        Assert.Equal(ended.FinishedAt, phases[^1].To);
    }

    [Fact]
    public async Task A_run_is_preempted_when_its_time_is_over()
    {
        await using var local = new LocalHarness(configure: o => o.PreemptAfter = TimeSpan.Zero);
        var info = await local.SubmitAsync(Job() with
        {
            Command = JobCommand.Shell("""[ "$PAI_RESTART_COUNT" = 1 ] || while :; do sleep 0.05; done"""),
        });

        Assert.Equal(JobStatus.Succeeded, (await local.WaitAsync(info.Id)).Status);
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_run_is_preempted_as_often_as_it_was_asked_for(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation, o => (o.PreemptAfter, o.Preemptions) = (TimeSpan.Zero, 2));
        var info = await local.SubmitAsync(Job() with
        {
            Command = JobCommand.Shell("""[ "$PAI_RESTART_COUNT" = 2 ] || while :; do sleep 0.05; done"""),
        });

        Assert.Equal(JobStatus.Succeeded, (await local.WaitAsync(info.Id)).Status);
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task The_second_life_runs_and_can_tidy_up_when_it_is_stopped(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation, o => o.PreemptAfter = TimeSpan.FromDays(1));
        var info = await local.SubmitAsync(Job() with
        {
            Command = JobCommand.Shell("""
                trap 'echo "tidied $PAI_RESTART_COUNT"; exit 143' TERM
                echo "ready $PAI_RESTART_COUNT"
                while :; do sleep 0.05; done
                """),
        });
        await ReadyAsync(local, info.Id);
        Preempt(local, info.Id);
        await local.WaitForLineAsync(info.Id, "ready 1");

        var second = await local.GetAsync(info.Id);
        await local.Backend.StopAsync(info.Id, local.Timeout);
        var ended = await local.WaitAsync(info.Id);

        Assert.Equal(JobStatus.Running, second.Status);
        Assert.NotNull(second.StartedAt);
        Assert.Equal(JobStatus.Stopped, ended.Status);
        Assert.Equal(["ready 0", "tidied 0", "ready 1", "tidied 1"], await local.LogAsync(info.Id));
    }

    [Fact]
    public async Task A_stop_ends_a_run_that_could_begin_again()
    {
        await using var local = new LocalHarness(configure: o => o.PreemptAfter = TimeSpan.FromDays(1));
        var info = await local.SubmitAsync(Job());
        await ReadyAsync(local, info.Id);

        await local.Backend.StopAsync(info.Id, local.Timeout);
        var ended = await local.WaitAsync(info.Id);

        Assert.Equal(JobStatus.Stopped, ended.Status);
        Assert.DoesNotContain(
            await local.Backend.ReadEventsAsync(info.Id, local.Timeout).ToListAsync(local.Timeout), e => e.Reason == "Preempted");
    }

    [Fact]
    public void Impossible_options_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new LocalBackend(new() { PreemptAfter = TimeSpan.FromSeconds(-1) }));
        Assert.Throws<ArgumentException>(() => new LocalBackend(new() { Preemptions = 0 }));
    }

    private static JobSubmission Job() => LocalHarness.Job(
        JobCommand.Shell(Script), outputs: [new() { Name = "state", MountPath = "/ml/output/state/" }]);

    private static async Task ReadyAsync(LocalHarness local, string id)
    {
        await foreach (var line in local.Backend.ReadLogsAsync(id, new() { Follow = true }, local.Timeout))
            if (line.Text.StartsWith("ready", StringComparison.Ordinal)) return;
        Assert.Fail("The job has ended before it was ready.");
    }

    /// <summary>Does what the supervisor's own timer does.</summary>
    private static void Preempt(LocalHarness local, string id)
    {
        var fact = File.ReadAllText(Path.Combine(local.Backend.RunsDirectory, id, "supervisor"));
        using var kill = Process.Start("kill", ["-USR2", fact.Split(' ')[0]]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
