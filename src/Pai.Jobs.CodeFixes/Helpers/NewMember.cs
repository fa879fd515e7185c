using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Pai.Jobs.Generators;

namespace Pai.Jobs.CodeFixes;

/// <summary>Adds a channel or a parameter behind the last member of a record.</summary>
internal static class NewMember
{
    /// <summary>A name that no member of a type has, and none that the generator adds.</summary>
    public static string NameFor(INamedTypeSymbol type, string name)
    {
        var free = name;
        for (var i = 2; IsTaken(free); i++) free = name + i;
        return free;

        bool IsTaken(string candidate)
        {
            if (KnownNames.IsGeneratedMember(candidate)
                || candidate is KnownNames.Outputs or KnownNames.OtherOutputs
                || candidate == type.Name) return true;
            for (var current = type; current is not null; current = current.BaseType)
                if (!current.GetMembers(candidate).IsEmpty) return true;
            return false;
        }
    }

    /// <summary>The changes that add a property to a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="code">The property: its attribute, and the type where it is the library's, are written in short.</param>
    /// <param name="model">What knows the library.</param>
    /// <param name="text">The file.</param>
    public static IEnumerable<TextChange> Add(TypeDeclarationSyntax record, string code, SemanticModel model, SourceText text)
    {
        var names = new Names(model, record.Identifier.SpanStart, text);
        var member = SyntaxFactory.ParseMemberDeclaration(code)!;
        foreach (var name in member.DescendantNodes().OfType<IdentifierNameSyntax>().Reverse())
        {
            if (SymbolOf(name, model.Compilation) is not { } symbol) continue;
            var shown = name.Parent is AttributeSyntax ? names.OfAttribute(symbol) : names.Of(symbol);
            code = code.Remove(name.SpanStart, name.Span.Length).Insert(name.SpanStart, shown);
        }

        return [.. names.Imports, ChangeOf(record, code, new(text))];
    }

    private static TextChange ChangeOf(TypeDeclarationSyntax record, string code, Layout layout)
    {
        var end = layout.LineEndAt(record.Identifier.SpanStart);
        var outer = layout.IndentAt(record.Keyword.SpanStart);
        var last = record.Members.LastOrDefault();
        var inner = last is not null && layout.StartsLine(last.SpanStart) ? layout.IndentAt(last.SpanStart) : outer + layout.Unit();
        // A record may end with a semicolon in place of braces.
        if (record.OpenBraceToken.IsKind(SyntaxKind.None))
            return new(record.SemicolonToken.Span, $"{end}{outer}{{{end}{inner}{code}{end}{outer}}}");

        var close = record.CloseBraceToken;
        if (!layout.StartsLine(close.SpanStart))
            return new(
                TextSpan.FromBounds(layout.EndBefore(close.SpanStart), close.SpanStart), $"{end}{inner}{code}{end}{outer}");
        if (last is null || close.LeadingTrivia.Any(t => t.IsDirective))
            return Edits.Insert(layout.LineStartAt(close.SpanStart), inner + code + end);
        var isApart = last.GetLeadingTrivia() is [var first, ..] && first.IsKind(SyntaxKind.EndOfLineTrivia);
        return Edits.Insert(Edits.EndOfLine(last), $"{(isApart ? end : "")}{end}{inner}{code}");
    }

    private static INamedTypeSymbol? SymbolOf(IdentifierNameSyntax name, Compilation compilation) =>
        compilation.FindType(
            $"{KnownNames.Namespace}.{name.Identifier.ValueText}{(name.Parent is AttributeSyntax ? "Attribute" : "")}");
}
