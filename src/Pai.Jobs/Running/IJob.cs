using System.ComponentModel;

namespace Pai.Jobs;

/// <summary>A job with its values. Generated code implements it on records with <see cref="ProcessingJobAttribute"/>.</summary>
/// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
public interface IJob<TOutputs>
    where TOutputs : JobOutputs
{
    /// <summary>The values of the record as data, checked against the validation attributes of its parameters.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    JobRequest ToRequest();

    /// <summary>The typed outputs over their locations.</summary>
    /// <param name="locations">The location of every output channel.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    TOutputs ToOutputs(IReadOnlyDictionary<string, DataUri> locations);
}
