namespace Pai.Jobs.Internal.Local;

/// <summary>The causes of failures of runs on this machine. docs/retry.md has the table.</summary>
internal static class LocalCauses
{
    public static JobFailureCause Of(RunStatus status) => status switch
    {
        { Status: not (JobStatus.Failed or JobStatus.Stopped) } => JobFailureCause.None,
        { ReasonCode: RunStatus.StoppedByUser } => JobFailureCause.Stopped,
        { ReasonCode: RunStatus.LimitReached } => JobFailureCause.TimeLimit,
        // A process that should not have been killed was, or the machine restarted.
        { ReasonCode: RunStatus.SupervisorLost or RunStatus.SubmitInterrupted } => JobFailureCause.NodeFault,
        // Setting up the sandbox is not the job's doing, and fails again.
        { ReasonCode: ExitReason.SandboxFailed } or { Status: JobStatus.Stopped } => JobFailureCause.Unknown,
        _ => JobFailureCause.OwnError,
    };
}
