using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs;

/// <summary>A job as an element of a list: <see cref="JobBatch"/> infers the type of its outputs from it.</summary>
/// <typeparam name="TJob">The record.</typeparam>
/// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
/// <remarks><see cref="IJob{TJob, TOutputs}"/> has static members, and C# accepts no such interface as a type argument.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1040:Avoid empty interfaces", Justification = "It carries two types for type inference.")]
public interface IJobElement<TJob, TOutputs>
    where TJob : IJob<TJob, TOutputs>
    where TOutputs : JobOutputs, new();
