using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>Changes the type of a property or a parameter.</summary>
internal static class TypeChange
{
    /// <summary>True if the type can be another one: a base, an interface, or a default that is not null might not fit any more.</summary>
    public static bool IsPossible(TypeSyntax type) => type.Parent switch
    {
        PropertyDeclarationSyntax property =>
            property.Type == type
            && !property.Modifiers.Any(SyntaxKind.OverrideKeyword)
            && !property.Modifiers.Any(SyntaxKind.PartialKeyword)
            && property.ExpressionBody is null
            && (property.Initializer is null || IsNull(property.Initializer.Value)),
        ParameterSyntax parameter => parameter.Type == type && (parameter.Default is null || IsNull(parameter.Default.Value)),
        _ => false,
    };

    /// <summary>The changes that write another type, nullable where it was.</summary>
    public static IEnumerable<TextChange> To(INamedTypeSymbol to, TypeSyntax type, SyntaxNode root, SemanticModel model, SourceText text)
    {
        var names = new Names(model, type.SpanStart, text);
        var replaced = type is NullableTypeSyntax nullable ? nullable.ElementType : type;
        return [.. Edits.Replace(root, replaced.Span, names.Of(to)), .. names.Imports];
    }

    private static bool IsNull(ExpressionSyntax value) => value switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed =>
            IsNull(suppressed.Operand),
        _ => value.IsKind(SyntaxKind.NullLiteralExpression) || value.IsKind(SyntaxKind.DefaultLiteralExpression),
    };
}
