using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Pai.Jobs.CodeFixes;

/// <summary>Gives a channel the type of a location, nullable where it was.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChannelTypeCodeFix))]
internal sealed class ChannelTypeCodeFix() : JobCodeFix(RuleIds.ChannelType)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        if (TypeOf(fix.Node) is not { } type || !CanChange(type)) return;
        var compilation = (await fix.GetModelAsync().ConfigureAwait(false)).Compilation;
        var generator = SyntaxGenerator.GetGenerator(fix.Document);
        foreach (var name in (string[])["OssUri", "DataUri"])
        {
            if (compilation.GetTypeByMetadataName("Pai.Jobs." + name) is not { } location) continue;
            fix.Offer($"Change the type to '{name}'", name, () =>
            {
                var changed = (TypeSyntax)Code.Type(location, generator);
                if (type is NullableTypeSyntax) changed = SyntaxFactory.NullableType(changed);
                return fix.Root.ReplaceNode(type, changed.WithTriviaFrom(type));
            });
        }
    }

    /// <summary>The whole type at a place: the innermost node may be a part of it.</summary>
    private static TypeSyntax? TypeOf(SyntaxNode node)
    {
        var type = node as TypeSyntax;
        while (type?.Parent is TypeSyntax outer) type = outer;
        return type;
    }

    /// <summary>What a base or an interface says of the type, and a default that is not null, would not fit any more.</summary>
    private static bool CanChange(TypeSyntax type) => type.Parent switch
    {
        PropertyDeclarationSyntax property => property.Type == type && !property.Modifiers.Any(SyntaxKind.OverrideKeyword) && property.ExpressionBody is null
            && (property.Initializer is null || IsNull(property.Initializer.Value)),
        ParameterSyntax parameter => parameter.Type == type && (parameter.Default is null || IsNull(parameter.Default.Value)),
        _ => false,
    };

    private static bool IsNull(ExpressionSyntax value) => value switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => IsNull(suppressed.Operand),
        _ => value.IsKind(SyntaxKind.NullLiteralExpression) || value.IsKind(SyntaxKind.DefaultLiteralExpression),
    };
}
