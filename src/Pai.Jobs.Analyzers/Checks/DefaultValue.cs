using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>The default of a parameter, as far as it stands in the code. Anything else only a run can tell.</summary>
internal static class DefaultValue
{
    /// <summary>The expression of the default; null where there is none.</summary>
    public static ExpressionSyntax? ExpressionOf(IPropertySymbol property)
    {
        foreach (var reference in property.DeclaringSyntaxReferences)
        {
            var initializer = reference.GetSyntax() switch
            {
                PropertyDeclarationSyntax declaration => declaration.Initializer?.Value,
                ParameterSyntax parameter => parameter.Default?.Value,
                _ => null,
            };
            if (initializer is not null) return initializer;
        }

        return null;
    }

    /// <summary>The default where it is a literal: a number, a string, a character or a truth value; null for any other.</summary>
    public static object? LiteralOf(IPropertySymbol property) =>
        ExpressionOf(property) is { } expression ? LiteralOf(expression) : null;

    /// <summary>The value of a literal; null for any other expression.</summary>
    public static object? LiteralOf(ExpressionSyntax expression) => expression switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax operand } =>
            Negate(operand.Token.Value),
        LiteralExpressionSyntax literal => literal.Token.Value,
        ParenthesizedExpressionSyntax inner => LiteralOf(inner.Expression),
        _ => null,
    };

    /// <summary>The number of elements of a list that is written out; null where it is not known.</summary>
    public static int? CountOf(ExpressionSyntax expression) => expression switch
    {
        CollectionExpressionSyntax list => list.Elements.All(e => e is ExpressionElementSyntax) ? list.Elements.Count : null,
        InitializerExpressionSyntax list => list.Expressions.Count,
        ImplicitArrayCreationExpressionSyntax list => list.Initializer.Expressions.Count,
        ArrayCreationExpressionSyntax { Initializer: { } list } => list.Expressions.Count,
        ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Sizes: [LiteralExpressionSyntax { Token.Value: int size }] }] } => size,
        BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } } list =>
            list.Initializer?.Expressions.Count ?? 0,
        InvocationExpressionSyntax
        {
            ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" },
        } => 0,
        _ => null,
    };

    /// <summary>The attributes of a property and of the positional parameter that declares it.</summary>
    public static IEnumerable<AttributeData> AttributesOf(IPropertySymbol property)
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

    private static object? Negate(object? value) => value switch
    {
        int number => -number,
        long number => -number,
        double number => -number,
        float number => -number,
        decimal number => -number,
        _ => null,
    };
}
