namespace Pai.Jobs;

/// <summary>A step of one job of a batch, and how far the batch is after it.</summary>
public sealed record BatchProgress
{
    /// <summary>The number of the job in the list, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The step.</summary>
    public required BatchStep Step { get; init; }

    /// <summary>The run of the job, where it has one.</summary>
    public JobRun? Run { get; init; }

    /// <summary>The reason why the job, or a try of it, did not succeed; null otherwise.</summary>
    public Exception? Exception { get; init; }

    /// <summary>The number of jobs in the batch.</summary>
    public required int Total { get; init; }

    /// <summary>The number of jobs that are being submitted or run.</summary>
    public int Running { get; init; }

    /// <summary>The number of jobs that have succeeded.</summary>
    public int Succeeded { get; init; }

    /// <summary>The number of jobs that did not succeed.</summary>
    public int Failed { get; init; }

    /// <summary>The number of jobs that are yet to be submitted.</summary>
    public int Waiting => Total - Running - Succeeded - Failed;
}

/// <summary>A step of a job of a batch.</summary>
public enum BatchStep
{
    /// <summary>The job is going to be submitted, or found by its key.</summary>
    Submitting,

    /// <summary>The job, or another try of it, was submitted or found.</summary>
    Submitted,

    /// <summary>A try did not succeed, and another follows.</summary>
    Retrying,

    /// <summary>The job has succeeded.</summary>
    Succeeded,

    /// <summary>The job did not succeed, or was not submitted.</summary>
    Failed,
}
