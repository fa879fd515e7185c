using Microsoft.CodeAnalysis;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks parameters: that their own rules make sense, that their defaults pass them, and that no secret is among them.</summary>
internal static class ParameterChecks
{
    public static void Check(JobAnalysisContext job)
    {
        CheckVariables(job);
        if (job.Members is null) return;
        foreach (var member in job.Members)
        {
            if (member.Model.Role != MemberRole.Parameter || member.Symbol is not IPropertySymbol property) continue;
            if (HoldsString(property.Type)
                && SecretNames.IsLikely(member.Name)
                && !(DefaultValue.LiteralOf(property) is string value && SecretNames.IsPlain(value)))
                job.Report(ParametersRules.SecretParameter, ProblemPlace.Name(property), "The parameter \"" + member.Name + "\"");
            DefaultCheck.Check(job, property);
        }
    }

    /// <summary>True when the type can hold a secret. A number or a bool only describes one.</summary>
    private static bool HoldsString(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => HoldsString(array.ElementType),
        INamedTypeSymbol { TypeArguments: [var element] } => HoldsString(element),
        _ => type.SpecialType is SpecialType.System_String or SpecialType.System_Char || type.Name == "Uri",
    };

    private static void CheckVariables(JobAnalysisContext job)
    {
        foreach (var attribute in job.Type.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: KnownNames.EnvironmentVariable } kind || !RecordParser.IsOurs(kind)) continue;
            if (attribute.ConstructorArguments is [{ Value: string name }, { Value: string { Length: > 0 } value }]
                && !SecretNames.IsPlain(value)
                && SecretNames.IsLikely(name))
                job.Report(ParametersRules.SecretParameter, ProblemPlace.Argument(attribute, "value", 1), "The variable \"" + name + "\"");
        }
    }
}
