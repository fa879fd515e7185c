using System.ComponentModel;

namespace Pai.Jobs;

/// <summary>A job with its values: what the generator makes of a record with <see cref="ProcessingJobAttribute"/>.</summary>
/// <typeparam name="TJob">The record.</typeparam>
/// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
/// <remarks>
/// Its operations are in <see cref="JobRunner"/>: <c>job.SubmitAsync(session)</c>, <c>job.RunAsync(session)</c>,
/// <c>job.PlanAsync(session)</c>.
/// </remarks>
public interface IJob<TJob, TOutputs> : IJobElement<TJob, TOutputs>
    where TJob : IJob<TJob, TOutputs>
    where TOutputs : JobOutputs, new()
{
    /// <summary>The values of the record as data, checked against the validation attributes of its parameters.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    JobValues ToValues();

    /// <summary>Builds the record from the values of a job.</summary>
    /// <param name="reader">The values.</param>
    /// <exception cref="JobReadException">The values do not fit the record.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract TJob ReadFrom(JobReader reader);
}
