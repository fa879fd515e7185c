using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Removes the attribute of a channel or a parameter from what cannot be one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveAttributeCodeFix))]
internal sealed class RemoveAttributeCodeFix() : JobCodeFix(RuleIds.TwoRoles, RuleIds.WrongMember, RuleIds.NotInAJob)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(FixAllAsync);

    protected override async Task RegisterAsync(FixContext fix)
    {
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        foreach (var attribute in AttributesAt(fix.Node, model)) Offer(fix, attribute);
    }

    /// <summary>All of a document at once: what is between two attributes depends on both.</summary>
    private static async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model) return null;
        var attributes = new HashSet<AttributeSyntax>();
        foreach (var diagnostic in diagnostics)
            attributes.UnionWith(AttributesAt(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), model));
        return await Edits.ApplyAsync(document, Removal.Of(root, attributes), context.CancellationToken).ConfigureAwait(false);
    }

    private static List<AttributeSyntax> AttributesAt(SyntaxNode node, SemanticModel model) =>
        node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute ? [attribute]
        : node is BasePropertyDeclarationSyntax property
            ? [.. property.AttributeLists.SelectMany(l => l.Attributes).Where(a => IsRole(a, model))]
        : [];

    private static void Offer(FixContext fix, AttributeSyntax attribute) =>
        fix.Offer($"Remove '{attribute.Name}'", nameof(RemoveAttributeCodeFix), [.. Removal.Of(fix.Root, [attribute])]);

    private static bool IsRole(AttributeSyntax attribute, SemanticModel model) =>
        KnownSymbols.Ours(model.GetTypeInfo(attribute).Type) is { } type && Generators.KnownNames.IsRole(type.Name);
}
