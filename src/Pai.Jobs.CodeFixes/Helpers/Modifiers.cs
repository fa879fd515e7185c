using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>Adds modifiers.</summary>
internal static class Modifiers
{
    /// <summary>The change that makes a declaration partial, which is always the last modifier; null where it is.</summary>
    public static TextChange? Partial(TypeDeclarationSyntax declaration) =>
        declaration.Modifiers.Any(SyntaxKind.PartialKeyword) ? null : Edits.Insert(declaration.Keyword.SpanStart, "partial ");
}
