using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>The table of docs/retry.md: what the service says of a job, and the cause of its failure.</summary>
public class CauseTests
{
    private static readonly DlcPod s_evicted = new() { SubStatus = "Evicted" };
    private static readonly DlcPod s_normal = new() { SubStatus = "Normal" };
    private static readonly DlcJobSpec s_oldSpot = new() { UseSpotInstance = true };
    private static readonly DlcJobSpec s_spot = new() { SpotSpec = new() { SpotStrategy = "SpotWithPriceLimit" } };

    private static readonly Dictionary<string, (DlcJob Job, int? ExitCode, JobFailureCause Cause)> s_table = new()
    {
        ["running"] = (new() { Status = "Running" }, null, JobFailureCause.None),
        ["running, no stock before"] = (new() { Status = "Queuing", ReasonCode = "ResourceAllocateFailed" }, null, JobFailureCause.None),
        ["succeeded"] = (new() { Status = "Succeeded", ReasonCode = "JobSucceeded" }, 0, JobFailureCause.None),
        ["succeeded, pods kept"] = (new() { Status = "SucceededReserving" }, 0, JobFailureCause.None),
        ["unknown status"] = (new() { Status = "SubmitFailed" }, null, JobFailureCause.None),
        ["no stock"] = (new() { Status = "Failed", ReasonCode = "ResourceAllocateFailed" }, null, JobFailureCause.OutOfStock),
        ["no stock, stopped by the platform"] =
            (new() { Status = "Stopped", ReasonCode = "ResourceAllocateFailed" }, null, JobFailureCause.OutOfStock),
        ["evicted from spot"] =
            (new() { Status = "Failed", Pods = [s_normal, s_evicted], JobSpecs = [s_spot] }, 143, JobFailureCause.Preempted),
        ["evicted from old spot"] =
            (new() { Status = "Failed", Pods = [s_evicted], JobSpecs = [s_oldSpot] }, null, JobFailureCause.Preempted),
        ["evicted from a preemptible job"] =
            (new() { Status = "FailedReserving", Pods = [s_evicted], EnablePreemptibleJob = true }, null, JobFailureCause.Preempted),
        ["evicted on demand"] = (new() { Status = "Failed", Pods = [s_evicted], JobSpecs = [new()] }, 143, JobFailureCause.NodeFault),
        ["evicted before, not now"] =
            (new() { Status = "Failed", Pods = [new() { SubStatus = "Normal", HistoryPods = [s_evicted] }] }, 1, JobFailureCause.OwnError),
        ["restart failed for a node"] = (new() { Status = "Failed", RestartRecord = [Restart(1, null, true), Restart(2, "no room", true)] },
            137, JobFailureCause.NodeFault),
        ["restarted for a node, then its own error"] =
            (new() { Status = "Failed", RestartRecord = [Restart(1, null, true)] }, 1, JobFailureCause.OwnError),
        ["restart failed, no node"] =
            (new() { Status = "Failed", RestartRecord = [Restart(1, "limit", false)] }, null, JobFailureCause.Unknown),
        ["its own error"] = (new() { Status = "Failed", ReasonCode = "JobFailed" }, 1, JobFailureCause.OwnError),
        ["killed"] = (new() { Status = "Failed", ReasonCode = "JobFailed" }, 137, JobFailureCause.OwnError),
        ["failed, exit code not known"] = (new() { Status = "Failed", ReasonCode = "JobFailed" }, null, JobFailureCause.Unknown),
        ["failed with exit code 0"] = (new() { Status = "Failed", ReasonCode = "JobFailed" }, 0, JobFailureCause.Unknown),
        ["invalid parameter"] = (new() { Status = "Failed", ReasonCode = "InvalidParameter" }, null, JobFailureCause.Unknown),
        ["a code of the future"] = (new() { Status = "Failed", ReasonCode = "Melted" }, null, JobFailureCause.Unknown),
        ["stopped"] = (new() { Status = "Stopped", ReasonCode = "JobStoppedByUser" }, 143, JobFailureCause.Stopped),
        ["stopped, limit in the job"] = (
            new()
            {
                Status = "Stopped",
                JobMaxRunningTimeMinutes = 2,
                GmtRunningTime = "2026-01-01T00:00:00Z",
                GmtFinishTime = "2026-01-01T00:02:03Z",
            },
            143, JobFailureCause.TimeLimit),
        ["stopped before the limit"] = (
            new() { Status = "Stopped", JobMaxRunningTimeMinutes = 2, Duration = 60 }, 143, JobFailureCause.Unknown),
        ["stopped by the platform"] = (new() { Status = "Stopped" }, null, JobFailureCause.Unknown),
    };

    public static TheoryData<string> Names => [.. s_table.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_cause_follows_from_what_the_service_says(string name)
    {
        var (job, exitCode, cause) = s_table[name];

        var first = DlcCauses.Of(job);
        var info = new JobInfo { Id = "dlc1", Name = "job", Status = DlcStatus.Parse(job.Status), FailureCause = first };
        Assert.Equal(cause, exitCode is { } code ? DlcCauses.Of(info, code) : first);
    }

    [Fact]
    public void A_limit_that_the_answer_lacks_is_that_of_the_submission()
    {
        var job = new DlcJob { Status = "Stopped", Duration = 130 };

        Assert.Equal(JobFailureCause.TimeLimit, DlcCauses.Of(job, maxRunTime: TimeSpan.FromMinutes(2)));
        Assert.Equal(JobFailureCause.Unknown, DlcCauses.Of(job, maxRunTime: TimeSpan.FromMinutes(3)));
    }

    private static DlcRestart Restart(long count, string? failure, bool isNode) => new()
    {
        JobRestartCount = count,
        RestartFailReason = failure,
        DetailErrorInfoList = [new() { AddNodeToBlacklist = isNode, ErrorMsg = "x" }],
    };
}
