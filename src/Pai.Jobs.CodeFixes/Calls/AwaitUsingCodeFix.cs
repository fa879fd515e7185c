using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

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

        var changed = statement.WithoutLeadingTrivia()
            .WithAwaitKeyword(SyntaxFactory.Token(SyntaxKind.AwaitKeyword)
                .WithLeadingTrivia(statement.GetLeadingTrivia())
                .WithTrailingTrivia(SyntaxFactory.Space))
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space));
        var generator = SyntaxGenerator.GetGenerator(fix.Document);
        fix.Offer("Use 'await using'", nameof(AwaitUsingCodeFix), () => function.Replace(fix.Root, statement, changed, generator));
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
