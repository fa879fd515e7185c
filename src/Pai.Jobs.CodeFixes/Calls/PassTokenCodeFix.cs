using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Passes the token that is at hand, by name where arguments before it are left out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassTokenCodeFix))]
internal sealed class PassTokenCodeFix() : JobCodeFix(RuleIds.TokenNotPassed)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        if (!fix.Diagnostic.Properties.TryGetValue("Token", out var token)
            || token is null
            || SyntaxFactory.ParseExpression(token) is not { ContainsDiagnostics: false }) return;
        if (fix.Node.AncestorsAndSelf()
            .OfType<InvocationExpressionSyntax>()
            .FirstOrDefault() is not { ArgumentList.Arguments: var arguments } call) return;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (model.GetSymbolInfo(call, fix.CancellationToken).Symbol is not IMethodSymbol method || ParameterOf(method) is not { } parameter)
            return;

        var given = arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter.Name)
            ?? (arguments.Count > parameter.Ordinal && arguments.Take(parameter.Ordinal + 1).All(a => a.NameColon is null)
                ? arguments[parameter.Ordinal]
                : null);
        var isNext = arguments.Count == parameter.Ordinal && arguments.All(a => a.NameColon is null);
        var argument = isNext ? token : $"{parameter.Name}: {token}";
        fix.Offer($"Pass '{token}'", nameof(PassTokenCodeFix), given is not null
            ? [.. Edits.Replace(fix.Root, given.Expression.Span, token)]
            : [arguments.Count > 0
                ? Edits.Insert(arguments.Last().Span.End, ", " + argument)
                : Edits.Insert(call.ArgumentList.OpenParenToken.Span.End, argument)]);
    }

    private static IParameterSymbol? ParameterOf(IMethodSymbol method) =>
        method.Parameters.FirstOrDefault(p =>
            p.Type is { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } });
}
