using System.ComponentModel;

namespace Pai.Jobs;

/// <summary>A job with its values: what the generator makes of a record with <see cref="ProcessingJobAttribute"/>.</summary>
/// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
/// <remarks>What it can do is in <see cref="JobRunner"/>: <c>job.SubmitAsync(session)</c>, <c>job.RunAsync(session)</c>, <c>job.PlanAsync(session)</c>.</remarks>
public interface IJob<TOutputs>
    where TOutputs : JobOutputs, new()
{
    /// <summary>The values of the record as data, checked against the validation attributes of its parameters.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    JobRequest ToRequest();
}
