using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Pai.Jobs.CodeFixes;

/// <summary>Values in code.</summary>
internal static class Code
{
    public static LiteralExpressionSyntax Text(string text) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text));

    /// <summary>A type, as short as it can be with a using added.</summary>
    public static SyntaxNode Type(ITypeSymbol type, SyntaxGenerator generator) =>
        generator.TypeExpression(type).WithAdditionalAnnotations(Simplifier.AddImportsAnnotation, Simplifier.Annotation);

    /// <summary>A constant, as short as it can be with a using added.</summary>
    public static ExpressionSyntax Constant(IFieldSymbol constant, SyntaxGenerator generator)
    {
        // The generator writes types, and the same text is another tree in an expression.
        var type = Type(constant.ContainingType, generator);
        var holder = type.CopyAnnotationsTo(SyntaxFactory.ParseExpression(type.ToString()))!;
        var name = SyntaxFactory.IdentifierName(constant.Name);
        return SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, holder, name)
            .WithAdditionalAnnotations(Simplifier.Annotation);
    }
}
