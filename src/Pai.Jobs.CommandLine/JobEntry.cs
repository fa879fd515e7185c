using System.ComponentModel;
using Pai.Jobs.Internal.JobFiles;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.CommandLine;

/// <summary>A record that the command line offers. Generated code makes one for each.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class JobEntry
{
    private protected JobEntry(JobDefinition definition) => Definition = definition;

    /// <summary>The record's definition.</summary>
    public JobDefinition Definition { get; }

    /// <summary>The name without its namespace.</summary>
    internal string ShortName => Definition.RecordName[(Definition.RecordName.LastIndexOf('.') + 1)..];

    /// <summary>The entry of a record.</summary>
    /// <typeparam name="TJob">The record.</typeparam>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="definition">The record's definition.</param>
    public static JobEntry Of<TJob, TOutputs>(JobDefinition definition)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new Typed<TJob, TOutputs>(definition);
    }

    /// <summary>The parameters, with another name for them in the sentences of their rules.</summary>
    internal abstract IReadOnlyList<ParameterSchema> ReadSchema(Func<string, string> shownName);

    /// <summary>The record with its values.</summary>
    /// <exception cref="JobReadException">A value does not fit.</exception>
    internal abstract (RunnableJob Job, IReadOnlyList<JobProblem> Problems) Build(
        IReadOnlyDictionary<string, DataLocation> inputs,
        IReadOnlyDictionary<string, DataLocation> outputs,
        IReadOnlyDictionary<string, string> parameters);

    private sealed class Typed<TJob, TOutputs>(JobDefinition definition) : JobEntry(definition)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        internal override IReadOnlyList<ParameterSchema> ReadSchema(Func<string, string> shownName) =>
            JobSchema.Of<TJob, TOutputs>(Definition, shownName);

        internal override (RunnableJob Job, IReadOnlyList<JobProblem> Problems) Build(
            IReadOnlyDictionary<string, DataLocation> inputs,
            IReadOnlyDictionary<string, DataLocation> outputs,
            IReadOnlyDictionary<string, string> parameters)
        {
            var job = TJob.ReadFrom(new(Definition.RecordName, "the command line", inputs, outputs, parameters));
            return (RunnableJob.Of(job), job.ToValues().Problems);
        }
    }
}
