using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Tests;

/// <summary>The status of a run is a function of the facts on disk.</summary>
public class RunStatusTests
{
    private static readonly RunFacts s_running = new() { SupervisorStarted = true, SupervisorAlive = true, Phase = RunFacts.CommandPhase };

    public static TheoryData<string, JobStatus, string?> Table => new()
    {
        { "submitted", JobStatus.Creating, null },
        { "submitter gone", JobStatus.Failed, "SubmitInterrupted" },
        { "supervisor started", JobStatus.EnvPreparing, null },
        { "requirements", JobStatus.EnvPreparing, null },
        { "command", JobStatus.Running, null },
        { "stop asked", JobStatus.Stopping, null },
        { "stop asked before the start", JobStatus.Stopping, null },
        { "succeeded", JobStatus.Succeeded, "JobSucceeded" },
        { "succeeded, supervisor gone", JobStatus.Succeeded, "JobSucceeded" },
        { "failed", JobStatus.Failed, "JobFailed" },
        { "stop asked, but succeeded", JobStatus.Succeeded, "JobSucceeded" },
        { "stopped", JobStatus.Stopped, "JobStoppedByUser" },
        { "stopped, exit code 0", JobStatus.Stopped, "JobStoppedByUser" },
        { "time limit", JobStatus.Stopped, "MaxRunTimeExceeded" },
        { "supervisor lost", JobStatus.Failed, "SupervisorLost" },
        { "supervisor lost while stopping", JobStatus.Failed, "SupervisorLost" },
        { "no sandbox", JobStatus.Failed, "SandboxFailed" },
        { "bad requirements", JobStatus.Failed, "RequirementsFailed" },
        { "bad archive", JobStatus.Failed, "CodeNotUnpacked" },
    };

    private static RunFacts FactsOf(string name) => name switch
    {
        "submitted" => new() { SubmissionGoesOn = true },
        "submitter gone" => new(),
        "supervisor started" => s_running with { Phase = null },
        "requirements" => s_running with { Phase = "requirements" },
        "command" => s_running,
        "stop asked" => s_running with { StopReason = RunStatus.StoppedByUser },
        "stop asked before the start" => new() { SubmissionGoesOn = true, StopReason = RunStatus.StoppedByUser },
        "succeeded" => s_running with { ExitCode = 0 },
        "succeeded, supervisor gone" => s_running with { ExitCode = 0, SupervisorAlive = false },
        "failed" => s_running with { ExitCode = 1 },
        "stop asked, but succeeded" => s_running with { ExitCode = 0, StopReason = RunStatus.StoppedByUser },
        "stopped" => s_running with { ExitCode = 143, EndedByStop = true, StopReason = RunStatus.StoppedByUser },
        "stopped, exit code 0" => s_running with { ExitCode = 0, EndedByStop = true, StopReason = RunStatus.StoppedByUser },
        "time limit" => s_running with { ExitCode = 137, EndedByStop = true, StopReason = RunStatus.LimitReached },
        "supervisor lost" => s_running with { SupervisorAlive = false },
        "supervisor lost while stopping" => s_running with { SupervisorAlive = false, StopReason = RunStatus.StoppedByUser },
        "no sandbox" => s_running with { ExitCode = 1, Phase = null },
        "bad requirements" => s_running with { ExitCode = 1, Phase = "requirements" },
        "bad archive" => s_running with { ExitCode = 1, Phase = "code" },
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Status_and_reason_follow_from_the_facts(string facts, JobStatus status, string? reason)
    {
        var found = RunStatus.Of(FactsOf(facts));

        Assert.Equal((status, reason), (found.Status, found.ReasonCode));
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("command", JobFailureCause.None)]
    [InlineData("succeeded", JobFailureCause.None)]
    [InlineData("stop asked", JobFailureCause.None)]
    [InlineData("failed", JobFailureCause.OwnError)]
    [InlineData("bad requirements", JobFailureCause.OwnError)]
    [InlineData("bad archive", JobFailureCause.OwnError)]
    [InlineData("no sandbox", JobFailureCause.Unknown)]
    [InlineData("stopped", JobFailureCause.Stopped)]
    [InlineData("time limit", JobFailureCause.TimeLimit)]
    [InlineData("supervisor lost", JobFailureCause.NodeFault)]
    [InlineData("submitter gone", JobFailureCause.NodeFault)]
    public void The_cause_of_a_failure_follows_from_the_facts(string facts, JobFailureCause cause) =>
        Assert.Equal(cause, LocalCauses.Of(RunStatus.Of(FactsOf(facts))));

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("exit 0", JobStatus.Succeeded, 0, "JobSucceeded")]
    [InlineData("exit 1", JobStatus.Failed, 1, "JobFailed")]
    [InlineData("exit 2", JobStatus.Failed, 2, "JobFailed")]
    [InlineData("exec /etc/passwd", JobStatus.Failed, 126, "CommandNotExecutable")]
    [InlineData("exec no-such-program", JobStatus.Failed, 127, "CommandNotFound")]
    [InlineData("kill -INT $$; echo survived", JobStatus.Failed, 130, "Interrupted")]
    [InlineData("kill -ABRT $$", JobStatus.Failed, 134, "Aborted")]
    [InlineData("kill -KILL $$", JobStatus.Failed, 137, "Killed")]
    [InlineData("kill -SEGV $$", JobStatus.Failed, 139, "SegmentationFault")]
    [InlineData("kill -TERM $$", JobStatus.Failed, 143, "Terminated")]
    [InlineData("kill -USR1 $$", JobStatus.Failed, 138, "Signaled")]
    public async Task Exit_codes_have_reasons(string command, JobStatus status, int code, string reason)
    {
        foreach (var isolation in LocalHarness.Working)
        {
            await using var local = new LocalHarness(isolation);
            var state = await local.RunAsync(LocalHarness.Job(command));

            Assert.Equal((isolation, status, code, reason), (isolation, state.Status, state.ExitCode, state.ReasonCode));
            Assert.NotNull(state.StartedAt);
            Assert.True(state.FinishedAt >= state.StartedAt);
        }
    }

    [Fact]
    public void A_run_has_ended_when_its_exit_code_is_on_record_and_its_supervisor_is_gone()
    {
        using var temp = new TempFolder();
        var folder = new RunFolder(temp.In("run"));
        var self = ProcessIdentity.Current;
        temp.Write("run/phase", "command\n");
        temp.Write("run/supervisor", $"{self.Id} {self.StartTicks} {self.BootId}\n");
        temp.Write("run/exit", "1\n");
        var ended = File.GetLastWriteTimeUtc(folder.ExitFile);
        var clock = new FakeTimeProvider(ended);
        RunFacts Read() => RunFacts.Read(folder, RecordOf("run"), clock);

        Assert.Equal((JobStatus.Running, null, null), (RunStatus.Of(Read()).Status, Read().ExitCode, Read().Finished));

        // A process that lives on for so long is not the supervisor: where the system tells no start times, its number was given again.
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal((JobStatus.Failed, 1), (RunStatus.Of(Read()).Status, Read().ExitCode));

        clock = new(ended);
        temp.Write("run/supervisor", $"{self.Id} {self.StartTicks + 1} {self.BootId}\n");
        Assert.Equal((JobStatus.Failed, 1), (RunStatus.Of(Read()).Status, Read().ExitCode));
    }

    private static RunRecord RecordOf(string id) => new()
    {
        Id = id,
        Name = id,
        Record = "Acme.Job",
        Isolation = "Process",
        IsolationReason = "",
        Submitter = ProcessIdentity.Current,
        GraceSeconds = "1",
        MaxSeconds = "0",
    };

    [Fact]
    public void A_killed_command_is_said_to_be_out_of_memory_usually() =>
        Assert.Contains("out of memory", RunStatus.Of(s_running with { ExitCode = 137 }).ReasonMessage, StringComparison.Ordinal);
}
