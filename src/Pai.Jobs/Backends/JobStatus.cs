namespace Pai.Jobs;

/// <summary>The statuses of PAI-DLC; the local backend uses the same, and <see cref="Publishing"/>.</summary>
public enum JobStatus
{
    /// <summary>A status that this version does not recognize; <see cref="JobInfo.StatusText"/> has it. Treated as active.</summary>
    Unknown,

    /// <summary>Accepted, nothing started yet.</summary>
    Creating,

    /// <summary>Waits for resources.</summary>
    Queuing,

    /// <summary>Bids for spot resources (Lingjun).</summary>
    Bidding,

    /// <summary>The environment is being prepared: code unpacked, requirements installed.</summary>
    EnvPreparing,

    /// <summary>The hardware is being checked.</summary>
    SanityChecking,

    /// <summary>The command runs.</summary>
    Running,

    /// <summary>Started again after a fault or a preemption.</summary>
    Restarting,

    /// <summary>A stop was asked for, the job has not ended yet.</summary>
    Stopping,

    /// <summary>
    /// The command succeeded, and outputs are being uploaded to OSS. Only a run on this machine has this status: a program that waits for
    /// it or attaches to it uploads them.
    /// </summary>
    Publishing,

    /// <summary>Succeeded, its pods are kept for a while.</summary>
    SucceededReserving,

    /// <summary>Failed, its pods are kept for a while.</summary>
    FailedReserving,

    /// <summary>Ended with exit code 0.</summary>
    Succeeded,

    /// <summary>Ended in any other way.</summary>
    Failed,

    /// <summary>Stopped by the user or the platform.</summary>
    Stopped,
}
