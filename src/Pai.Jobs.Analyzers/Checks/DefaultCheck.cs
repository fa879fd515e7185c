using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>
/// Checks the validation attributes of a parameter, and its default against them: a run that leaves it so would be refused.
/// </summary>
internal static class DefaultCheck
{
    public static void Check(JobAnalysisContext job, IPropertySymbol property)
    {
        foreach (var attribute in DefaultValue.AttributesOf(property))
        {
            if (attribute.AttributeClass is not { ContainingNamespace: { Name: "DataAnnotations" } space } type
                || space.ContainingNamespace.Name != "ComponentModel"
                || attribute.AttributeConstructor is null) continue;
            if (ValidationFacts.ProblemOf(attribute, property.Type) is { } problem)
                job.Report(ParametersRules.ValidationAttribute, ProblemPlace.Attribute(attribute), NameOf(type), problem);
            else if (DefaultValue.ExpressionOf(property) is { } expression
                && RefusalOf(attribute, property.Type, expression) is { } reason)
                job.Report(
                    ParametersRules.DefaultInvalid, expression.GetLocation(), [], property.Name, Show(expression), NameOf(type), reason);
        }
    }

    private static string? RefusalOf(AttributeData attribute, ITypeSymbol type, ExpressionSyntax expression)
    {
        if (DefaultValue.LiteralOf(expression) is { } value) return ValidationFacts.RefusalOf(attribute, value);
        return type is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.Length: 1, IsReferenceType: true }
                or INamedTypeSymbol { Name: "ImmutableArray" }
            && DefaultValue.CountOf(expression) is { } count
            ? ValidationFacts.RefusalOfCount(attribute, count)
            : null;
    }

    private static string Show(ExpressionSyntax expression) => DefaultValue.LiteralOf(expression) switch
    {
        null => expression.ToString(),
        string text => "\"" + text + "\"",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string NameOf(INamedTypeSymbol type) =>
        type.Name.EndsWith("Attribute", StringComparison.Ordinal)
            ? type.Name.Substring(0, type.Name.Length - "Attribute".Length)
            : type.Name;
}
