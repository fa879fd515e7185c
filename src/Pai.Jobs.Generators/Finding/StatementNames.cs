using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Generators.Finding;

/// <summary>
/// The names that the statements outside all types declare: locals, functions, and the variables of patterns, <c>out</c> arguments and
/// deconstruction.
/// </summary>
internal static class StatementNames
{
    /// <summary>The names, each with what is around it; null where there are no such statements, and so no class around them.</summary>
    /// <remarks>
    /// A name in a block or a lambda is known there alone, and left out. Of any other the kinds of the nodes around it say whether it is
    /// known outside its statement: <c>while (x is var y) { }</c> keeps its variable, <c>if (x is var y) { }</c> does not.
    /// </remarks>
    public static SortedSet<string>? In(SyntaxNode root)
    {
        SortedSet<string>? names = null;
        if (root is not CompilationUnitSyntax unit) return null;
        foreach (var member in unit.Members)
        {
            if (member is not GlobalStatementSyntax) continue;
            names ??= new(StringComparer.Ordinal);
            foreach (var node in member.DescendantNodes(static n => !IsClosed(n)))
                if (NameOf(node) is { } name) names.Add(name + KindsAround(node));
        }

        return names;
    }

    private static bool IsClosed(SyntaxNode node) =>
        node is BlockSyntax or AnonymousFunctionExpressionSyntax or ArrowExpressionClauseSyntax;

    private static string? NameOf(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        _ => null,
    };

    private static string KindsAround(SyntaxNode node)
    {
        var kinds = new StringBuilder();
        for (var outer = node; outer is not (null or GlobalStatementSyntax); outer = outer.Parent)
            kinds.Append(' ').Append(outer.RawKind.ToString(CultureInfo.InvariantCulture));
        return kinds.ToString();
    }
}
