using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>The changes by which attributes or an argument are gone, and comments and lines stay where they are.</summary>
internal static class Removal
{
    /// <summary>
    /// Attributes, with their brackets where no other one is in them. All at once: what is between two of them depends on both.
    /// </summary>
    public static IEnumerable<TextChange> Of(SyntaxNode root, ICollection<AttributeSyntax> attributes)
    {
        var changes = new List<TextChange>();
        foreach (var group in attributes.GroupBy(a => a.Parent).OrderBy(g => g.Key?.SpanStart))
        {
            if (group.Key is not AttributeListSyntax list) continue;
            var spans = list.Attributes.All(attributes.Contains)
                ? [SpanOf(list, attributes)]
                : group.Select(attribute => SpanOf(list.Attributes, attribute, attributes.Contains));
            changes.AddRange(spans.SelectMany(span => Edits.Remove(root, span)));
        }

        return changes;
    }

    /// <summary>An argument of an attribute, with the parentheses where it is the only one.</summary>
    public static IEnumerable<TextChange> Of(SyntaxNode root, AttributeArgumentSyntax argument) =>
        Edits.Remove(
            root, argument.Parent is not AttributeArgumentListSyntax list ? argument.Span
                : list.Arguments.Count == 1 ? list.Span
                : SpanOf(list.Arguments, argument, a => a == argument));

    private static TextSpan SpanOf(AttributeListSyntax list, ICollection<AttributeSyntax> removed)
    {
        if (list.GetTrailingTrivia().Any(Edits.IsComment)) return list.Span;
        // What is kept before it keeps its distance to what follows.
        var isBehindKept = list.Parent!.ChildNodes()
            .OfType<AttributeListSyntax>()
            .Any(l => l.SpanStart < list.SpanStart && !l.Attributes.All(removed.Contains));
        return isBehindKept
            ? TextSpan.FromBounds(list.GetFirstToken().GetPreviousToken().Span.End, list.Span.End)
            : TextSpan.FromBounds(list.SpanStart, list.GetLastToken().GetNextToken().SpanStart);
    }

    /// <summary>With the comma before it where something before it is kept, else with the one behind it.</summary>
    private static TextSpan SpanOf<T>(SeparatedSyntaxList<T> nodes, T node, System.Func<T, bool> isRemoved)
        where T : SyntaxNode
    {
        var index = nodes.IndexOf(node);
        return nodes.Take(index).Any(n => !isRemoved(n))
            ? TextSpan.FromBounds(nodes[index - 1].Span.End, node.Span.End)
            : TextSpan.FromBounds(node.SpanStart, nodes[index + 1].SpanStart);
    }
}
