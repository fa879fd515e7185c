using System.ComponentModel;

namespace Pai.Jobs;

/// <summary>A job with its values: what the generator makes of a record with <see cref="ProcessingJobAttribute"/>.</summary>
/// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
public interface IJob<TOutputs>
    where TOutputs : JobOutputs
{
    /// <summary>Validates and submits the job, and returns at once.</summary>
    /// <param name="session">Where to run it.</param>
    /// <param name="options">What differs for this run.</param>
    /// <param name="cancellationToken">Ends the call early; no job is left behind.</param>
    /// <returns>The job, which goes on without this process.</returns>
    /// <exception cref="JobValidationException">Something in the job is wrong; nothing was sent.</exception>
    Task<JobRun<TOutputs>> SubmitAsync(PaiSession session, RunOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Submits the job, writes its console URL and its log, and waits until it has succeeded.</summary>
    /// <param name="session">Where to run it.</param>
    /// <param name="options">What differs for this run.</param>
    /// <param name="cancellationToken">Ends the wait; <see cref="RunOptions.StopOnCancel"/> decides about the job.</param>
    /// <returns>The finished job.</returns>
    /// <exception cref="JobValidationException">Something in the job is wrong; nothing was sent.</exception>
    /// <exception cref="JobFailedException">The job failed or was stopped.</exception>
    /// <exception cref="JobCanceledException">The wait was cancelled.</exception>
    Task<JobRun<TOutputs>> RunAsync(PaiSession session, RunOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Everything that submitting the job would send and upload, without doing it.</summary>
    /// <param name="session">Where it would run.</param>
    /// <param name="options">What differs for this run.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="JobValidationException">Something in the job is wrong.</exception>
    Task<JobPlan> PlanAsync(PaiSession session, RunOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The values of the record as data, checked against the validation attributes of its parameters.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    JobRequest ToRequest();

    /// <summary>The typed outputs over their locations.</summary>
    /// <param name="locations">The location of every output channel.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    TOutputs ToOutputs(OutputLocations locations);
}
