using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Parameters;
using Pai.Jobs.Internal.Replay;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The parameters of a run as fields of a form. A secret's value stays here: a field that is left out keeps it.</summary>
internal static class RunForm
{
    public static FormJson Of(RunAgain job) => new(
        CanRun: true,
        Reason: null,
        [.. job.Parameters.Select(p => Field(p, job))],
        "The run has the code, the inputs and the settings of the earlier one. A value that is left out stays as it was. "
        + "All values are checked before anything is submitted, but for rules that are the record's own code.");

    private static FormFieldJson Field(ParameterSchema parameter, RunAgain job)
    {
        var recorded = job.File.Parameters.FirstOrDefault(p => p.Name == parameter.Name);
        var isSecret = parameter.Shape.Kind == ParameterKind.Secret || SecretNames.IsLikely(parameter.Name);
        return new(
            parameter.Name,
            TypeOf(parameter.Shape.Kind),
            parameter.Shape.Form,
            parameter.Description,
            parameter.IsRequired,
            isSecret ? null : parameter.Default,
            isSecret ? null : recorded?.Text,
            isSecret,
            parameter.Shape.Kind == ParameterKind.Enum ? parameter.Shape.Members : null,
            [.. RulesOf(parameter)],
            HtmlChecks.MaxLengthOf(parameter),
            HtmlChecks.PatternOf(parameter));
    }

    /// <summary>The sentences of the rules. A rule without data is not checked here, and says so.</summary>
    private static IEnumerable<string> RulesOf(ParameterSchema parameter)
    {
        var known = parameter.Checks
            .Select(rule => CheckRuleReader.Read(rule, parameter.Shape)?.Describe(parameter.Name))
            .ToHashSet(StringComparer.Ordinal);
        return parameter.Rules.Select(rule => known.Contains(rule) ? rule : $"{rule} (not checked here)");
    }

    private static string TypeOf(ParameterKind kind) => kind switch
    {
        ParameterKind.Decimal => "number",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
