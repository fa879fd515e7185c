using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>What can be told of a job from its syntax alone.</summary>
internal static class JobSyntax
{
    public static bool CanBeJob(SyntaxNode node) => node is RecordDeclarationSyntax;

    /// <summary>Whether the attribute on a symbol's first declaration stands on a record.</summary>
    public static bool IsPartial(INamedTypeSymbol type, System.Threading.CancellationToken cancellationToken)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
            if (reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)) return true;
        return false;
    }

    /// <summary>The name in code: escaped where it is a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
