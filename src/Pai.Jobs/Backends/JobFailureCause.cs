namespace Pai.Jobs;

/// <summary>The cause of a job's failure, as far as a program can act on it: <see cref="RunOptions.Retry"/> decides by it.</summary>
public enum JobFailureCause
{
    /// <summary>The job has succeeded, or has not ended.</summary>
    None,

    /// <summary>None of the other causes, or it cannot be told. Such a job is not tried again.</summary>
    Unknown,

    /// <summary>The service had no instances of the type, or the quota no room.</summary>
    OutOfStock,

    /// <summary>Its spot instance was reclaimed.</summary>
    Preempted,

    /// <summary>A machine failed, or evicted the job for reasons of its own.</summary>
    NodeFault,

    /// <summary>The command, its code or its requirements ended with an exit code other than 0.</summary>
    OwnError,

    /// <summary>It was stopped on request.</summary>
    Stopped,

    /// <summary>It took longer than its max run time.</summary>
    TimeLimit,
}
