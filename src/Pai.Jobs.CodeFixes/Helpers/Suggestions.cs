using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Analyzers.Checks;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.CodeFixes;

/// <summary>
/// The right texts or numbers for a wrong one, the best first: what the diagnostic carries, or what follows from the text.
/// </summary>
internal static class Suggestions
{
    /// <summary>The prefix of a suggestion that is a member of this enum and not a string.</summary>
    public const string AcceleratorPrefix = "Accelerator.";

    public static IReadOnlyList<string> For(Diagnostic diagnostic, string text)
    {
        var carried = Replacements.Of(diagnostic);
        if (carried.Count > 0) return carried[0].StartsWith(AcceleratorPrefix, StringComparison.Ordinal) ? [] : carried;
        return diagnostic.Id switch
        {
            RuleIds.ChannelName => [NameRules.ToChannelName(text)],
            RuleIds.ParameterName when ToParameterName(text) is { } name => [name],
            RuleIds.MountPath when text.Trim('/', ' ').Length > 0 => ["/" + text.TrimStart()],
            RuleIds.InstanceCount or RuleIds.NodeCount => ["1"],
            RuleIds.Priority => [text.TrimStart().StartsWith("-", StringComparison.Ordinal) ? "1" : "9"],
            RuleIds.MaxRunTime => ["0"],
            _ => [],
        };
    }

    /// <summary>The text of a plain literal; null for any other expression: a constant has its text elsewhere.</summary>
    public static string? TextOf(SyntaxNode expression) =>
        expression is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression)
            ? literal.Token.ValueText
            : null;

    /// <summary>True if an expression is a number, with a sign or without.</summary>
    public static bool IsNumber(SyntaxNode expression) =>
        expression is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negative
        ? IsNumber(negative.Operand)
        : expression.IsKind(SyntaxKind.NumericLiteralExpression);

    private static string? ToParameterName(string text)
    {
        var letters = text.Trim().ToCharArray();
        for (var i = 0; i < letters.Length; i++)
            if (!NameRules.IsParameterName(letters[i].ToString())) letters[i] = '_';
        var name = new string(letters).Trim('_');
        return name.Length == 0 ? null : name;
    }
}
