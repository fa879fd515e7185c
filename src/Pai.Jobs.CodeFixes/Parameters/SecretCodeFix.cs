using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators;

namespace Pai.Jobs.CodeFixes;

/// <summary>
/// Passes a secret by reference: a parameter gets the type <c>Secret</c>, a variable reads its value from one of the same name.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SecretCodeFix))]
internal sealed class SecretCodeFix() : JobCodeFix(RuleIds.SecretParameter)
{
    protected override Task RegisterAsync(FixContext fix) => fix.NodeOf<AttributeArgumentSyntax>() is { } argument
        ? OfferReference(fix, argument)
        : OfferTypeAsync(fix);

    private static Task OfferReference(FixContext fix, AttributeArgumentSyntax argument)
    {
        if (argument is { NameColon: null, Parent: AttributeArgumentListSyntax list }
            && list.Arguments is [{ Expression: LiteralExpressionSyntax name }, _]
            && argument.Expression.Span == fix.Diagnostic.Location.SourceSpan)
        {
            var reference = SymbolDisplay.FormatLiteral("env:" + name.Token.ValueText, quote: true);
            fix.Offer(
                "Read the value from the environment", "env",
                [.. Edits.Replace(fix.Root, argument.Span, "SecretReference = " + reference)]);
        }

        return Task.CompletedTask;
    }

    private static async Task OfferTypeAsync(FixContext fix)
    {
        var type = fix.NodeOf<PropertyDeclarationSyntax>()?.Type ?? fix.NodeOf<ParameterSyntax>()?.Type;
        if (type is null || !TypeChange.IsPossible(type) || !IsString(type)) return;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (model.Compilation.FindType("Pai.Jobs." + KnownNames.Secret) is not { } secret) return;
        var text = await fix.GetTextAsync().ConfigureAwait(false);
        fix.Offer("Change the type to 'Secret'", KnownNames.Secret, [.. TypeChange.To(secret, type, fix.Root, model, text)]);
    }

    private static bool IsString(TypeSyntax type) =>
        (type is NullableTypeSyntax nullable ? nullable.ElementType : type) is PredefinedTypeSyntax keyword
            && keyword.Keyword.IsKind(SyntaxKind.StringKeyword);
}
