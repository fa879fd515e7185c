using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Adds arguments to an attribute, on lines of their own where the others are.</summary>
internal static class AttributeArguments
{
    /// <summary>The argument of a name; null where there is none.</summary>
    public static AttributeArgumentSyntax? Find(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>The attribute with one more argument before the others.</summary>
    public static AttributeSyntax WithFirst(AttributeSyntax attribute, AttributeArgumentSyntax argument)
    {
        if (attribute.ArgumentList is not { Arguments.Count: > 0 } list) return WithOnly(attribute, argument);
        var first = list.Arguments[0];
        var arguments = list.Arguments
            .Replace(first, first.WithLeadingTrivia(SyntaxFactory.Space))
            .Insert(0, argument.WithLeadingTrivia(first.GetLeadingTrivia()));
        return attribute.WithArgumentList(list.WithArguments(arguments));
    }

    /// <summary>The attribute with a named argument set: one more behind the others, or the value of the one that is there.</summary>
    public static AttributeSyntax With(AttributeSyntax attribute, string name, ExpressionSyntax value)
    {
        if (Find(attribute, name) is { } given) return attribute.ReplaceNode(given.Expression, value.WithTriviaFrom(given.Expression));
        var argument = SyntaxFactory.AttributeArgument(
            SyntaxFactory.NameEquals(name).NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.Space), null, value);
        if (attribute.ArgumentList is not { Arguments: { Count: > 0 } arguments } list) return WithOnly(attribute, argument);

        var last = arguments[arguments.Count - 1];
        var endOfLine = last.GetFirstToken().GetPreviousToken().TrailingTrivia.FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia));
        var ownLine = endOfLine.IsKind(SyntaxKind.EndOfLineTrivia);
        var separator = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(ownLine ? endOfLine : SyntaxFactory.Space);
        var nodes = arguments.Replace(last, last.WithoutTrailingTrivia()).GetWithSeparators()
            .Add(separator)
            .Add(argument.WithLeadingTrivia(ownLine ? last.GetLeadingTrivia() : default).WithTrailingTrivia(last.GetTrailingTrivia()));
        return attribute.WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(nodes)));
    }

    /// <summary>The attribute without an argument, and without parentheses where it was the only one.</summary>
    public static AttributeSyntax Without(AttributeSyntax attribute, AttributeArgumentSyntax argument) =>
        attribute.ArgumentList is { Arguments.Count: > 1 } list
            ? attribute.WithArgumentList(list.WithArguments(list.Arguments.Remove(argument)))
            : attribute.WithArgumentList(null);

    private static AttributeSyntax WithOnly(AttributeSyntax attribute, AttributeArgumentSyntax argument) =>
        attribute
            .WithName(attribute.Name.WithoutTrailingTrivia())
            .WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(argument)));
}
