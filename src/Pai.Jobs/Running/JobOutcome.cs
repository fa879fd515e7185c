namespace Pai.Jobs;

/// <summary>The outcome of one job of a batch.</summary>
/// <typeparam name="TJob">The record.</typeparam>
/// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
public sealed class JobOutcome<TJob, TOutputs>
    where TJob : IJob<TJob, TOutputs>
    where TOutputs : JobOutputs, new()
{
    /// <summary>Creates an outcome.</summary>
    /// <param name="job">The job.</param>
    /// <param name="run">Its run; null when it was not submitted.</param>
    /// <param name="exception">The reason why it did not succeed; null when it did.</param>
    public JobOutcome(TJob job, JobRun<TJob, TOutputs>? run, Exception? exception)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (run is null && exception is null)
            throw new ArgumentException("A job that was not submitted has an exception.", nameof(exception));
        Job = job;
        Run = run;
        Exception = exception;
    }

    /// <summary>The job.</summary>
    public TJob Job { get; }

    /// <summary>Its run; null when it was not submitted.</summary>
    public JobRun<TJob, TOutputs>? Run { get; }

    /// <summary>The reason why it did not succeed, as <c>RunAsync</c> would throw it; null when it succeeded.</summary>
    public Exception? Exception { get; }

    /// <summary>True when the job ran and succeeded.</summary>
    public bool IsSuccess => Exception is null;
}
