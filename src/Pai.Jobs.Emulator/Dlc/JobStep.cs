namespace Pai.Jobs.Internal.Emulator;

/// <summary>A status of a job, from a time on.</summary>
internal readonly record struct JobStep(DateTimeOffset Time, string Status, string? ReasonCode, string? ReasonMessage)
{
    public bool IsEnd => Status is "Succeeded" or "Failed" or "Stopped";

    /// <summary>True where the job's pods exist, or come into being.</summary>
    public bool HasPods => Status is "EnvPreparing" or "SanityChecking" or "Running";

    /// <summary>The reason that the script gives, or that belongs to the status.</summary>
    public string? Reason => ReasonCode ?? Status switch
    {
        "Succeeded" or "SucceededReserving" => "JobSucceeded",
        "Failed" or "FailedReserving" => "JobFailed",
        "Stopped" => "JobStoppedByUser",
        _ => null,
    };
}
