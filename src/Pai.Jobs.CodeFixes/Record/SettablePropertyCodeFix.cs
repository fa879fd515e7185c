using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Pai.Jobs.CodeFixes;

/// <summary>Gives a property <c>get; init;</c>: one that only reads, or one with an expression that becomes its default.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SettablePropertyCodeFix))]
internal sealed class SettablePropertyCodeFix() : JobCodeFix(RuleIds.PropertyNotSettable)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.Node is not PropertyDeclarationSyntax property) return;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        // A base that has no setter gives its overrides none.
        if (model.GetDeclaredSymbol(property, fix.CancellationToken) is not { IsOverride: false, SetMethod: null }) return;
        if (property.AccessorList is { Accessors: [{ Body: null, ExpressionBody: null } getter] list })
        {
            fix.Offer("Add 'init'", nameof(SettablePropertyCodeFix), () =>
                fix.Root.ReplaceNode(property, property.WithAccessorList(property.AccessorList.WithAccessors(list.Add(InitLike(getter))))));
        }
        else if (property.ExpressionBody is { Expression: var expression } && CanBeInitializer(expression, property, model))
        {
            fix.Offer(
                "Use 'get; init;' with this default", nameof(SettablePropertyCodeFix),
                () => fix.Root.ReplaceNode(property, WithDefault(property, expression)));
        }
    }

    private static AccessorDeclarationSyntax InitLike(AccessorDeclarationSyntax getter) =>
        SyntaxFactory.AccessorDeclaration(SyntaxKind.InitAccessorDeclaration)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))
            .WithLeadingTrivia(
                getter.GetTrailingTrivia().Any(t => t.IsKind(SyntaxKind.EndOfLineTrivia)) ? getter.GetLeadingTrivia() : default)
            .WithTrailingTrivia(getter.GetTrailingTrivia());

    private static PropertyDeclarationSyntax WithDefault(PropertyDeclarationSyntax property, ExpressionSyntax expression) =>
        property
            .WithExpressionBody(null)
            .WithIdentifier(property.Identifier.WithTrailingTrivia(SyntaxFactory.Space))
            .WithAccessorList(SyntaxFactory
                .AccessorList(SyntaxFactory.List([Auto(SyntaxKind.GetAccessorDeclaration), Auto(SyntaxKind.InitAccessorDeclaration)]))
                .NormalizeWhitespace(eol: " ")
                .WithTrailingTrivia(SyntaxFactory.Space))
            .WithInitializer(SyntaxFactory
                .EqualsValueClause(expression)
                .WithEqualsToken(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)))
            .WithAdditionalAnnotations(Formatter.Annotation);

    private static AccessorDeclarationSyntax Auto(SyntaxKind kind) =>
        SyntaxFactory.AccessorDeclaration(kind).WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken));

    /// <summary>An initializer cannot use the object that it initializes, and one in a struct needs a constructor beside it.</summary>
    private static bool CanBeInitializer(ExpressionSyntax expression, PropertyDeclarationSyntax property, SemanticModel model)
    {
        if (expression is ThrowExpressionSyntax or RefExpressionSyntax) return false;
        if (property.Parent is TypeDeclarationSyntax type
            && type.IsKind(SyntaxKind.RecordStructDeclaration)
            && type.ParameterList is null
            && !type.Members.OfType<ConstructorDeclarationSyntax>().Any()) return false;
        foreach (var node in expression.DescendantNodesAndSelf())
        {
            if (node is ThisExpressionSyntax or BaseExpressionSyntax) return false;
            if (node is not SimpleNameSyntax || node.Parent is MemberAccessExpressionSyntax access && access.Name == node) continue;
            if (model.GetSymbolInfo(node).Symbol is { IsStatic: false } symbol
                && symbol.Kind is SymbolKind.Field or SymbolKind.Property or SymbolKind.Method or SymbolKind.Event
                && symbol.ContainingType?.TypeKind != TypeKind.Enum
                && node.Parent is not (AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } or NameColonSyntax
                    or NameEqualsSyntax)) return false;
        }

        return true;
    }
}
