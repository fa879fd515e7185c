using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>Names of types at a place in the code, as short as they can be, and the usings that they need.</summary>
internal sealed class Names(SemanticModel model, int position, SourceText text)
{
    private const string Suffix = "Attribute";

    private static readonly SymbolDisplayFormat s_short = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private readonly SortedSet<string> _imports = new(StringComparer.Ordinal);

    /// <summary>The usings that the names given so far need.</summary>
    public IEnumerable<TextChange> Imports => _imports.Select(ImportOf);

    /// <summary>A type's name.</summary>
    public string Of(INamedTypeSymbol type)
    {
        var name = type.ToDisplayString(s_short);
        var minimal = type.ToMinimalDisplayString(model, position, s_short);
        var outermost = type;
        while (outermost.ContainingType is { } container) outermost = container;
        if (minimal == name || !model.LookupNamespacesAndTypes(position, name: outermost.Name).IsEmpty) return minimal;
        _imports.Add(outermost.ContainingNamespace.ToDisplayString());
        return name;
    }

    /// <summary>The name of an attribute's class between brackets.</summary>
    public string OfAttribute(INamedTypeSymbol type)
    {
        var name = Of(type);
        var shortName = type.Name.Substring(0, type.Name.Length - Suffix.Length);
        return name == type.Name && model.LookupNamespacesAndTypes(position, name: shortName).IsEmpty
            ? shortName
            : name.Substring(0, name.Length - (name == type.Name ? 0 : Suffix.Length));
    }

    /// <summary>A constant or a member of an enum.</summary>
    public string Of(IFieldSymbol constant) => Of(constant.ContainingType) + "." + constant.Name;

    private TextChange ImportOf(string space)
    {
        var root = (CompilationUnitSyntax)model.SyntaxTree.GetRoot();
        var layout = new Layout(text);
        var line = $"using {space};";
        if (root.Usings.LastOrDefault(u => IsBefore(u, space)) is { } before)
            return Edits.Insert(Edits.EndOfLine(before), layout.LineEndAt(before.SpanStart) + line);
        if (root.Usings.Count > 0) return Edits.Insert(root.Usings[0].SpanStart, line + layout.LineEndAt(root.Usings[0].SpanStart));
        if (root.Externs.Count > 0)
            return Edits.Insert(Edits.EndOfLine(root.Externs.Last()), layout.LineEndAt(root.Externs.Last().SpanStart) + line);
        var start = StartOf(root);
        var end = layout.LineEndAt(start);
        return Edits.Insert(start, line + end + end);
    }

    private static bool IsBefore(UsingDirectiveSyntax directive, string space)
    {
        if (directive.Alias is not null || !directive.StaticKeyword.IsKind(SyntaxKind.None)) return false;
        var name = directive.Name?.ToString() ?? "";
        return IsSystem(name) != IsSystem(space) ? IsSystem(name) : string.CompareOrdinal(name, space) < 0;
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);

    /// <summary>Behind a comment at the head of the file that an empty line ends, and behind symbols that it defines.</summary>
    private static int StartOf(CompilationUnitSyntax root)
    {
        var start = 0;
        var isLineEmpty = true;
        var hasComment = false;
        foreach (var trivia in root.GetLeadingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.DefineDirectiveTrivia) || trivia.IsKind(SyntaxKind.UndefDirectiveTrivia))
            {
                start = trivia.FullSpan.End;
            }
            else if (trivia.HasStructure)
            {
                break;
            }
            else if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                if (isLineEmpty && hasComment) start = trivia.FullSpan.End;
                isLineEmpty = true;
            }
            else if (Edits.IsComment(trivia))
            {
                hasComment = true;
                isLineEmpty = false;
            }
        }

        return start;
    }
}
