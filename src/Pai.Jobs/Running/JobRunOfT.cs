using Pai.Jobs.Internal.Running;

namespace Pai.Jobs;

/// <summary>A job that was submitted, by this process or another, with the outputs that its record declares.</summary>
/// <typeparam name="TJob">The record.</typeparam>
/// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
public class JobRun<TJob, TOutputs> : JobRun
    where TJob : IJob<TJob, TOutputs>
    where TOutputs : JobOutputs, new()
{
    /// <summary>Creates the run of a job. Sessions do that; a test can too, with a backend of its own.</summary>
    /// <param name="backend">The backend that the job is on.</param>
    /// <param name="info">What is known of the job.</param>
    public JobRun(JobBackend backend, JobInfo info)
        : base(backend, info) => Outputs = JobOutputs.Of<TOutputs>(info, backend.Context.Storage);

    internal JobRun(JobBackend backend, JobInfo info, JobWatcher watcher)
        : base(backend, info, watcher) => Outputs = JobOutputs.Of<TOutputs>(info, backend.Context.Storage);

    /// <summary>
    /// The outputs, whose locations are known from the submission on; what is there is complete when the job has succeeded.
    /// </summary>
    public TOutputs Outputs { get; }

    /// <summary>
    /// The record with the values that the job was submitted with: <c>(await run.ReadJobAsync()) with { Interval = 100 }</c> is the same
    /// job with one change. A location that the backend chose for an output is left out, so that the next run gets one of its own.
    /// </summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <remarks>Secrets come back as their references; one that was given inline is missing, and must be set again.</remarks>
    /// <exception cref="JobReadException">The values do not fit the record, for instance since an inline secret is required.</exception>
    /// <exception cref="JobNotFoundException">The job does not exist any more.</exception>
    public async Task<TJob> ReadJobAsync(CancellationToken cancellationToken = default)
    {
        var values = await ReadValuesAsync(cancellationToken).ConfigureAwait(false);
        return TJob.ReadFrom(new(
            values.RecordName, $"the values that job {Id} was submitted with", values.Inputs, values.Outputs, values.Parameters));
    }
}
