using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Makes a job and every type around it partial, in all files.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialCodeFix))]
internal sealed class MakePartialCodeFix() : JobCodeFix(RuleIds.NotPartial)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (fix.NodeOf<TypeDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, fix.CancellationToken) is not { } type) return;
        if (await FindAsync(type, fix).ConfigureAwait(false) is not { Count: > 0 } declarations) return;

        var solution = fix.Document.Project.Solution;
        var title = declarations.Count == 1
            ? $"Make '{declarations[0].Syntax.Identifier.ValueText}' partial"
            : $"Make '{type.Name}' and the types around it partial";
        fix.OfferSolution(
            title, nameof(MakePartialCodeFix),
            token => Declarations.ChangeAsync(solution, declarations, Modifiers.Partial, token));
    }

    private static async Task<List<(Document Document, TypeDeclarationSyntax Syntax)>?> FindAsync(INamedTypeSymbol type, FixContext fix)
    {
        var found = new List<(Document, TypeDeclarationSyntax Syntax)>();
        for (var current = type; current is not null; current = current.ContainingType)
        {
            var declarations = await Declarations.FindAsync(current, fix.Document.Project.Solution, fix.CancellationToken)
                .ConfigureAwait(false);
            if (declarations is null) return null;
            found.AddRange(declarations.Where(d => !d.Syntax.Modifiers.Any(SyntaxKind.PartialKeyword)));
        }

        return found;
    }
}
