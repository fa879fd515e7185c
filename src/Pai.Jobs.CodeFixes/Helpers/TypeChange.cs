using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Pai.Jobs.CodeFixes;

/// <summary>Changes the type of a property or a parameter.</summary>
internal static class TypeChange
{
    /// <summary>Whether the type can be another one: a base, an interface, or a default that is not null might not fit any more.</summary>
    public static bool IsPossible(TypeSyntax type) => type.Parent switch
    {
        PropertyDeclarationSyntax property =>
            property.Type == type
            && !property.Modifiers.Any(SyntaxKind.OverrideKeyword)
            && property.ExpressionBody is null
            && (property.Initializer is null || IsNull(property.Initializer.Value)),
        ParameterSyntax parameter => parameter.Type == type && (parameter.Default is null || IsNull(parameter.Default.Value)),
        _ => false,
    };

    /// <summary>The tree with another type, nullable where it was.</summary>
    public static SyntaxNode Apply(SyntaxNode root, TypeSyntax type, INamedTypeSymbol to, SyntaxGenerator generator)
    {
        var changed = (TypeSyntax)Code.Type(to, generator);
        if (type is NullableTypeSyntax) changed = SyntaxFactory.NullableType(changed);
        return root.ReplaceNode(type, changed.WithTriviaFrom(type));
    }

    private static bool IsNull(ExpressionSyntax value) => value switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed =>
            IsNull(suppressed.Operand),
        _ => value.IsKind(SyntaxKind.NullLiteralExpression) || value.IsKind(SyntaxKind.DefaultLiteralExpression),
    };
}
