using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
        object? value = null;
        Location? place = null;
        foreach (var attribute in AttributesOf(property))
        {
            if (attribute.AttributeClass is not { ContainingNamespace: { Name: "DataAnnotations" } space } type
                || space.ContainingNamespace.Name != "ComponentModel"
                || attribute.AttributeConstructor is null) continue;
            if (ValidationFacts.ProblemOf(attribute, property.Type) is { } problem)
            {
                job.Report(ParametersRules.ValidationAttribute, ProblemPlace.Attribute(attribute), NameOf(type), problem);
                continue;
            }

            value ??= DefaultOf(property, out place);
            if (value is not null && ValidationFacts.RefusalOf(attribute, value) is { } reason)
                job.Report(ParametersRules.DefaultInvalid, place, [], property.Name, Text(value), NameOf(type), reason);
        }
    }

    private static IEnumerable<AttributeData> AttributesOf(IPropertySymbol property)
    {
        foreach (var attribute in property.GetAttributes()) yield return attribute;
        if (ParameterOf(property) is not { } parameter) yield break;
        foreach (var attribute in parameter.GetAttributes()) yield return attribute;
    }

    private static IParameterSymbol? ParameterOf(IPropertySymbol property)
    {
        if (property.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax() is not ParameterSyntax) return null;
        foreach (var constructor in property.ContainingType.InstanceConstructors)
        {
            if (!RecordParser.IsPositional(constructor)) continue;
            foreach (var parameter in constructor.Parameters)
                if (parameter.Name == property.Name) return parameter;
        }

        return null;
    }

    /// <summary>The default where it is a literal: a number, a text or a truth value. Anything else only a run can tell.</summary>
    private static object? DefaultOf(IPropertySymbol property, out Location? place)
    {
        place = null;
        foreach (var reference in property.DeclaringSyntaxReferences)
        {
            var initializer = reference.GetSyntax() switch
            {
                PropertyDeclarationSyntax declaration => declaration.Initializer?.Value,
                ParameterSyntax parameter => parameter.Default?.Value,
                _ => null,
            };
            if (initializer is null) continue;
            place = initializer.GetLocation();
            return ValueOf(initializer);
        }

        return null;
    }

    private static object? ValueOf(ExpressionSyntax expression) => expression switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax operand } =>
            Negate(operand.Token.Value),
        LiteralExpressionSyntax literal => literal.Token.Value,
        _ => null,
    };

    private static object? Negate(object? value) => value switch
    {
        int number => -number,
        long number => -number,
        double number => -number,
        float number => -number,
        decimal number => -number,
        _ => null,
    };

    private static string Text(object value) =>
        value is string text ? "\"" + text + "\"" : Convert.ToString(value, CultureInfo.InvariantCulture);

    private static string NameOf(INamedTypeSymbol type) =>
        type.Name.EndsWith("Attribute", StringComparison.Ordinal)
            ? type.Name.Substring(0, type.Name.Length - "Attribute".Length)
            : type.Name;
}
