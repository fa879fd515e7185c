namespace Pai.Jobs.Internal.Local;

/// <summary>The status of a run, as it follows from the facts on disk.</summary>
internal sealed record RunStatus(JobStatus Status, string? ReasonCode = null, string? ReasonMessage = null)
{
    public const string LimitReached = "MaxRunTimeExceeded";
    public const string StoppedByUser = "JobStoppedByUser";
    public const string SupervisorLost = "SupervisorLost";
    public const string SubmitInterrupted = "SubmitInterrupted";

    /// <summary>True if the command has ended, so that no line of the log is to come.</summary>
    public bool IsCommandOver => Status == JobStatus.Publishing || Status.IsFinished();

    public static RunStatus Of(RunFacts facts) => facts switch
    {
        { ExitCode: not null, EndedByStop: true } => Stopped(facts),
        { IsPublishingDue: true, IsFinishing: false, StopReason: StoppedByUser } =>
            new(
                JobStatus.Stopped,
                StoppedByUser,
                "The command succeeded, and the run was stopped on request before its outputs were published. They are in its folder."),
        { IsPublishingDue: true } => new(JobStatus.Publishing),
        { ExitCode: 0 } => new(JobStatus.Succeeded, "JobSucceeded"),
        { ExitCode: { } code } => ExitReason.Of(code, facts.Phase, facts.FailedNode),
        { SupervisorStarted: false, SubmissionGoesOn: false } =>
            new(
                JobStatus.Failed,
                SubmitInterrupted,
                "The job was never started: the process that submitted it ended before that, or its supervisor could not run. "
                + "Submit it again."),
        { SupervisorStarted: true, SupervisorAlive: false } =>
            new(
                JobStatus.Failed,
                SupervisorLost,
                "The job's supervisor was killed, or the machine was restarted. "
                + "What the job wrote until then is in its folder; StopAsync ends what may still run of it."),
        { StopReason: not null } => new(JobStatus.Stopping),
        { SupervisorStarted: false } => new(JobStatus.Creating),
        { Phase: RunFacts.CommandPhase } => new(JobStatus.Running),
        _ => new(JobStatus.EnvPreparing),
    };

    private static RunStatus Stopped(RunFacts facts) => facts.StopReason == LimitReached
        ? new(JobStatus.Stopped, LimitReached, "The job took longer than its max run time, and was stopped.")
        : new(JobStatus.Stopped, facts.StopReason ?? StoppedByUser, "The job was stopped on request.");
}
