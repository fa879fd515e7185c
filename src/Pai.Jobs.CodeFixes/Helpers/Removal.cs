using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>The text to take out so that an attribute or an argument is gone, and comments and lines stay where they are.</summary>
internal static class Removal
{
    /// <summary>An attribute, with its brackets where it is alone in them.</summary>
    public static TextSpan Of(AttributeSyntax attribute)
    {
        if (attribute.Parent is not AttributeListSyntax list) return attribute.Span;
        if (list.Attributes.Count > 1) return Of(list.Attributes, attribute);
        var next = list.GetLastToken().GetNextToken();
        var hasComment = list.GetTrailingTrivia()
            .Concat(next.LeadingTrivia)
            .Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));
        return hasComment ? list.Span : TextSpan.FromBounds(list.SpanStart, next.SpanStart);
    }

    /// <summary>An argument of an attribute, with the parentheses where it is the only one.</summary>
    public static TextSpan Of(AttributeArgumentSyntax argument) =>
        argument.Parent is not AttributeArgumentListSyntax list ? argument.Span
        : list.Arguments.Count == 1 ? list.Span
        : Of(list.Arguments, argument);

    private static TextSpan Of<T>(SeparatedSyntaxList<T> nodes, T node)
        where T : SyntaxNode
    {
        // With the comma before it, so that neighbours can go at once.
        var index = nodes.IndexOf(node);
        return index > 0
            ? TextSpan.FromBounds(nodes[index - 1].Span.End, node.Span.End)
            : TextSpan.FromBounds(node.SpanStart, nodes[1].SpanStart);
    }
}
