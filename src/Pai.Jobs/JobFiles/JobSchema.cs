using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Parameters;

namespace Pai.Jobs.Internal.JobFiles;

/// <summary>
/// The parameters of a record, which the record itself tells when it is built: generated code names each one with its type.
/// </summary>
internal static class JobSchema
{
    /// <summary>The parameters, in the order of their declaration.</summary>
    /// <param name="definition">The record's definition.</param>
    /// <param name="shownName">The name of a parameter in the sentences of its rules.</param>
    public static IReadOnlyList<ParameterSchema> Of<TJob, TOutputs>(JobDefinition definition, Func<string, string>? shownName = null)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        var seen = new Dictionary<string, ParameterSchema>(StringComparer.Ordinal);
        JobValues? values = null;
        var none = new Dictionary<string, DataLocation>();
        var reader = new JobReader(definition.RecordName, "nothing", none, none, new Dictionary<string, string>())
        {
            Recorder = parameter => seen.TryAdd(parameter.Name, parameter),
        };
        try
        {
            values = TJob.ReadFrom(reader).ToValues();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A constructor of the user's own that refuses an empty record: what it did not ask for yet counts as a string.
        }

        return
        [
            .. definition.Parameters.Select(p => (seen.GetValueOrDefault(p.Name) ?? Unknown(p)) with
            {
                Description = p.Description,
                Rules = [.. values?.RulesOf(p.Name, shownName?.Invoke(p.Name) ?? p.Name) ?? []],
                Checks = [.. values?.DataOf(p.Name) ?? []],
            }),
        ];
    }

    private static ParameterSchema Unknown(ParameterDefinition parameter) =>
        new(parameter.Name, new(parameter.IsSecret ? ParameterKind.Secret : ParameterKind.String, "a string"));
}
