using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>Gives a property <c>get; init;</c>: one that only reads, or one with an expression that becomes its default.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SettablePropertyCodeFix))]
internal sealed class SettablePropertyCodeFix() : JobCodeFix(RuleIds.PropertyNotSettable)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.Node is not PropertyDeclarationSyntax property) return;
        // The other part would have to be changed too, and that has code of its own.
        if (property.Modifiers.Any(SyntaxKind.PartialKeyword)) return;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        // A base that has no setter gives its overrides none.
        if (model.GetDeclaredSymbol(property, fix.CancellationToken) is not { IsOverride: false, SetMethod: null }) return;
        if (property.AccessorList is { Accessors: [{ Body: null, ExpressionBody: null } getter] })
        {
            var layout = new Layout(await fix.GetTextAsync().ConfigureAwait(false));
            fix.Offer("Add 'init'", nameof(SettablePropertyCodeFix), InitBehind(getter, layout));
        }
        else if (property.ExpressionBody is { Expression: var expression, ArrowToken: var arrow }
            && CanBeInitializer(expression, property, model))
        {
            // What is around the arrow, and other branches of an #if, stay as they are.
            fix.Offer(
                "Use 'get; init;' with this default", nameof(SettablePropertyCodeFix), new TextChange(arrow.Span, "{ get; init; } ="));
        }
    }

    private static TextChange InitBehind(AccessorDeclarationSyntax getter, Layout layout)
    {
        if (getter.GetTrailingTrivia() is [.., var end]
            && end.IsKind(SyntaxKind.EndOfLineTrivia)
            && layout.StartsLine(getter.SpanStart))
            return Edits.Insert(end.SpanStart, end + layout.IndentAt(getter.SpanStart) + "init;");
        return Edits.Insert(getter.Span.End, " init;");
    }

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
