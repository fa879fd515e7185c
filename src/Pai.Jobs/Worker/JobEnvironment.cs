using System.ComponentModel;
using Pai.Jobs.Internal.Worker;

namespace Pai.Jobs;

/// <summary>The values of a job as it finds them inside the container. The generated <c>FromEnvironment()</c> reads them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JobEnvironment
{
    /// <summary>
    /// Reads the config folder (<c>PAI_CONFIG_DIR</c>, else <c>/ml/input/config/</c>) and the <c>PAI_*</c> variables of this process.
    /// </summary>
    /// <param name="definition">The record's definition.</param>
    /// <exception cref="JobReadException">There is no config folder, or it cannot be read.</exception>
    public static JobReader Read(JobDefinition definition) => Read(definition, Environment.GetEnvironmentVariable);

    /// <summary>Builds a record from what <see cref="Read(JobDefinition)"/> finds.</summary>
    /// <typeparam name="TJob">The record.</typeparam>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="definition">The record's definition.</param>
    /// <exception cref="JobReadException">There is no config folder, it cannot be read, or the values do not fit the record.</exception>
    public static TJob Read<TJob, TOutputs>(JobDefinition definition)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new() => TJob.ReadFrom(Read(definition));

    internal static JobReader Read(JobDefinition definition, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return WorkerValues.Read(definition, environment);
    }
}
