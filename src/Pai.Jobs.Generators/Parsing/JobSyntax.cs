using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>The facts about a job that its syntax alone shows.</summary>
internal static class JobSyntax
{
    /// <summary>True if a record has an attribute that by its name may be that of a job.</summary>
    /// <param name="record">The record.</param>
    /// <param name="aliases">The other names of the attribute in the compilation.</param>
    public static bool MayBeJob(RecordDeclarationSyntax record, ICollection<string> aliases)
    {
        foreach (var list in record.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                var name = LastNameOf(attribute.Name);
                if (IsJobAttributeName(name)) return true;
                if (aliases.Count > 0 && name is not null && (aliases.Contains(name) || aliases.Contains(name + "Attribute"))) return true;
            }
        }

        return false;
    }

    public static bool IsJobAttributeName(string? name) => name is "ProcessingJob" or KnownNames.ProcessingJob;

    public static string? LastNameOf(SyntaxNode name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>The names that a piece of code mentions.</summary>
    public static IEnumerable<string> NamesIn(SyntaxNode node)
    {
        foreach (var token in node.DescendantTokens())
            if (token.IsKind(SyntaxKind.IdentifierToken)) yield return token.ValueText;
    }

    /// <summary>True if there are no modifiers but these.</summary>
    public static bool HasOnly(SyntaxTokenList modifiers, params SyntaxKind[] kinds)
    {
        foreach (var modifier in modifiers)
            if (System.Array.IndexOf(kinds, modifier.Kind()) < 0) return false;
        return true;
    }

    /// <summary>True if a declaration of the type is partial.</summary>
    public static bool IsPartial(INamedTypeSymbol type, System.Threading.CancellationToken cancellationToken)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
            if (reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration
                && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)) return true;
        return false;
    }

    /// <summary>The name in code: escaped where it is a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}
