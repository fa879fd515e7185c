namespace Pai.Jobs.Internal.Dlc;

/// <summary>The statuses of PAI-DLC. All that the service documents are here; it may add more.</summary>
internal static class DlcStatus
{
    /// <summary>The status that the service wrote; <see cref="JobStatus.Unknown"/> for one that is missing or not known.</summary>
    public static JobStatus Parse(string? status) => status switch
    {
        "Creating" => JobStatus.Creating,
        "Queuing" => JobStatus.Queuing,
        "Bidding" => JobStatus.Bidding,
        "EnvPreparing" => JobStatus.EnvPreparing,
        "SanityChecking" => JobStatus.SanityChecking,
        "Running" => JobStatus.Running,
        "Restarting" => JobStatus.Restarting,
        "Stopping" => JobStatus.Stopping,
        "SucceededReserving" => JobStatus.SucceededReserving,
        "FailedReserving" => JobStatus.FailedReserving,
        "Succeeded" => JobStatus.Succeeded,
        "Failed" => JobStatus.Failed,
        "Stopped" => JobStatus.Stopped,
        _ => JobStatus.Unknown,
    };
}
