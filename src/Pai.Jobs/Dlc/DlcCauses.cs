using System.Globalization;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The causes of failures of PAI-DLC's jobs. docs/retry.md has the table.</summary>
internal static class DlcCauses
{
    private const string ResourceAllocateFailed = "ResourceAllocateFailed";
    private const string StoppedByUser = "JobStoppedByUser";
    private const string Evicted = "Evicted";

    /// <param name="job">The job as GetJob gives it: a list has no <see cref="DlcJob.RestartRecord"/>.</param>
    /// <param name="maxRunTime">The time limit that the job was submitted with; null where it had none, or it is not known.</param>
    public static JobFailureCause Of(DlcJob job, TimeSpan? maxRunTime = null) => DlcStatus.Parse(job.Status) switch
    {
        JobStatus.Stopped => OfStopped(job, maxRunTime),
        JobStatus.Failed or JobStatus.FailedReserving => OfFailed(job),
        _ => JobFailureCause.None,
    };

    /// <summary>The cause once the exit code is known: it comes last, since an evicted pod's script ends with one too.</summary>
    /// <param name="info">The job, with the cause that <see cref="Of(DlcJob, TimeSpan?)"/> gave.</param>
    /// <param name="exitCode">The exit code in the last line of the launch script.</param>
    public static JobFailureCause Of(JobInfo info, int exitCode) =>
        exitCode != 0 && info is { FailureCause: JobFailureCause.Unknown, Status: JobStatus.Failed or JobStatus.FailedReserving }
            ? JobFailureCause.OwnError
            : info.FailureCause;

    private static JobFailureCause OfStopped(DlcJob job, TimeSpan? maxRunTime)
    {
        if (job.ReasonCode == StoppedByUser) return JobFailureCause.Stopped;
        if (job.ReasonCode == ResourceAllocateFailed) return JobFailureCause.OutOfStock;
        // The service's code for this is not documented, and its limit is in whole minutes.
        var limit = job.JobMaxRunningTimeMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : maxRunTime;
        return limit is { } time && RunTimeOf(job) >= time ? JobFailureCause.TimeLimit : JobFailureCause.Unknown;
    }

    private static JobFailureCause OfFailed(DlcJob job)
    {
        if (job.ReasonCode == ResourceAllocateFailed) return JobFailureCause.OutOfStock;
        // An evicted pod gets SIGTERM, and its script ends with an exit code too: this comes first.
        if (job.Pods?.Any(p => p.SubStatus == Evicted) == true)
            return IsSpot(job) ? JobFailureCause.Preempted : JobFailureCause.NodeFault;
        if (job.RestartRecord?.MaxBy(r => r.JobRestartCount ?? 0) is { } last && IsNodeFault(last)) return JobFailureCause.NodeFault;
        return JobFailureCause.Unknown;
    }

    /// <summary>True if the last restart did not succeed, and the service keeps nodes from being used again for it.</summary>
    private static bool IsNodeFault(DlcRestart restart) =>
        !string.IsNullOrEmpty(restart.RestartFailReason) && restart.DetailErrorInfoList?.Any(e => e.AddNodeToBlacklist == true) == true;

    /// <summary>True if a job runs on spot instances.</summary>
    public static bool IsSpot(DlcJob job) =>
        job.EnablePreemptibleJob == true
        || job.JobSpecs?.Any(s => s.SpotSpec is not null || s.UseSpotInstance == true || s.ElasticSpotSpecs is { Count: > 0 }) == true;

    private static TimeSpan? RunTimeOf(DlcJob job) =>
        TimeOf(job.GmtFinishTime ?? job.GmtStoppedTime) - TimeOf(job.GmtRunningTime)
        ?? (job.Duration is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    private static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
