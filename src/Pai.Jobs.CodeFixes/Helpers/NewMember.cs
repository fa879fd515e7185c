using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
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

    /// <summary>The record with one more property.</summary>
    /// <param name="record">The record.</param>
    /// <param name="code">The property: its attribute, and the type where it is the library's, are written in short.</param>
    /// <param name="compilation">What knows the library.</param>
    /// <param name="generator">What writes its names.</param>
    public static TypeDeclarationSyntax Add(TypeDeclarationSyntax record, string code, Compilation compilation, SyntaxGenerator generator)
    {
        var member = SyntaxFactory.ParseMemberDeclaration(code)!;
        var names = member.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => SymbolOf(n, compilation) is not null);
        member = member.ReplaceNodes(names, (name, _) => Code.Type(SymbolOf(name, compilation)!, generator).WithTriviaFrom(name));
        if (record.Members.LastOrDefault()?.GetLeadingTrivia() is [var first, ..] && first.IsKind(SyntaxKind.EndOfLineTrivia))
            member = member.WithLeadingTrivia(SyntaxFactory.ElasticLineFeed, SyntaxFactory.ElasticMarker);
        else member = member.WithLeadingTrivia(SyntaxFactory.ElasticMarker);
        member = member.WithTrailingTrivia(SyntaxFactory.ElasticMarker).WithAdditionalAnnotations(Formatter.Annotation);

        return WithBody(record).AddMembers(member);
    }

    /// <summary>The record with braces: it may end with a semicolon.</summary>
    private static TypeDeclarationSyntax WithBody(TypeDeclarationSyntax record)
    {
        if (record.SemicolonToken.IsKind(SyntaxKind.None)) return record;
        return record
            .WithOpenBraceToken(Brace(SyntaxKind.OpenBraceToken))
            .WithCloseBraceToken(Brace(SyntaxKind.CloseBraceToken).WithTrailingTrivia(record.SemicolonToken.TrailingTrivia))
            .WithSemicolonToken(default);

        static SyntaxToken Brace(SyntaxKind kind) =>
            SyntaxFactory.Token(kind).WithLeadingTrivia(SyntaxFactory.ElasticLineFeed).WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static INamedTypeSymbol? SymbolOf(IdentifierNameSyntax name, Compilation compilation) =>
        compilation.GetTypeByMetadataName(
            $"{KnownNames.Namespace}.{name.Identifier.ValueText}{(name.Parent is AttributeSyntax ? "Attribute" : "")}");
}
