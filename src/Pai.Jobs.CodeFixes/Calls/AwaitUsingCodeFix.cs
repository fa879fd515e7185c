using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Disposes of a variable at the end of its block with <c>await using</c>, unless it leaves the block or is set again.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitUsingCodeFix))]
internal sealed class AwaitUsingCodeFix() : JobCodeFix(RuleIds.SessionNotDisposed)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.NodeOf<LocalDeclarationStatementSyntax>() is not { UsingKeyword.RawKind: 0 } statement
            || statement.Parent is not (BlockSyntax or GlobalStatementSyntax)
            || statement.Declaration.Variables is not [{ Initializer: not null } variable]) return;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (model.GetDeclaredSymbol(variable, fix.CancellationToken) is not ILocalSymbol local
            || !IsAsyncDisposable(local.Type)
            || !StaysInItsBlock(local, statement, model)) return;
        if (AsyncCode.Around(statement, model, fix.CancellationToken) is not { } function) return;

        var text = await fix.GetTextAsync().ConfigureAwait(false);
        fix.Offer(
            "Use 'await using'", nameof(AwaitUsingCodeFix), [Edits.Insert(statement.SpanStart, "await using "), .. function.Changes(text)]);
    }

    private static bool IsAsyncDisposable(ITypeSymbol type) =>
        type.AllInterfaces.Any(i => i is { Name: "IAsyncDisposable", ContainingNamespace.Name: "System" });

    private static bool StaysInItsBlock(ILocalSymbol local, LocalDeclarationStatementSyntax statement, SemanticModel model)
    {
        var scope = statement.Parent is GlobalStatementSyntax { Parent: { } unit } ? unit : statement.Parent!;
        foreach (var name in scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == local.Name))
        {
            var leaves = name.Parent is AssignmentExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax
                or EqualsValueClauseSyntax or YieldStatementSyntax
                || name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 };
            if (leaves && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local)) return false;
        }

        return true;
    }
}
