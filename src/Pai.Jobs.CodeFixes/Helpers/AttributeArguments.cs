using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>Adds arguments to an attribute, on lines of their own where the others are.</summary>
internal static class AttributeArguments
{
    /// <summary>The argument of a name; null where there is none.</summary>
    public static AttributeArgumentSyntax? Find(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>One more argument before the others.</summary>
    public static TextChange First(AttributeSyntax attribute, string argument) =>
        attribute.ArgumentList is { Arguments: [var first, ..] }
            ? Edits.Insert(first.SpanStart, argument + ", ")
            : Only(attribute, argument);

    /// <summary>A named argument: one more behind the others, or the value of the one that is there.</summary>
    public static IEnumerable<TextChange> Set(AttributeSyntax attribute, string name, string value, SourceText text)
    {
        if (Find(attribute, name) is { } given)
            return Edits.Replace(attribute.SyntaxTree.GetRoot(), given.Expression.Span, value);
        var argument = $"{name} = {value}";
        if (attribute.ArgumentList is not { Arguments: { Count: > 0 } arguments }) return [Only(attribute, argument)];
        var last = arguments.Last();
        var layout = new Layout(text);
        var separator = layout.StartsLine(last.SpanStart)
            ? "," + layout.LineEndAt(last.SpanStart) + layout.IndentAt(last.SpanStart)
            : ", ";
        return [Edits.Insert(last.Span.End, separator + argument)];
    }

    private static TextChange Only(AttributeSyntax attribute, string argument) =>
        attribute.ArgumentList is { } list
            ? Edits.Insert(list.OpenParenToken.Span.End, argument)
            : Edits.Insert(attribute.Name.Span.End, $"({argument})");
}
