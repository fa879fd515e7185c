using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Pai.Jobs.CodeFixes;

/// <summary>Writes the text of an instance type or an image as the library's constant, and a constant as its text.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(UseConstantRefactoring))]
internal sealed class UseConstantRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, token) = (context.Document, context.CancellationToken);
        if (await document.GetSyntaxRootAsync(token).ConfigureAwait(false) is not { } root) return;
        if (root.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<AttributeArgumentSyntax>()
            is not { NameEquals.Name.Identifier.ValueText: "InstanceType" or "Image", Expression: var expression }
            || !expression.Span.Contains(context.Span)) return;
        if (await document.GetSemanticModelAsync(token).ConfigureAwait(false) is not { } model
            || JobAttribute.ArgumentOf(expression, model, token) is null) return;

        if (Suggestions.TextOf(expression) is { } text)
        {
            if (LibraryConstants.Find(model.Compilation, text) is not { } constant) return;
            Offer($"Use {LibraryConstants.NameOf(constant)}", Code.Constant(constant, SyntaxGenerator.GetGenerator(document)));
        }
        else if (model.GetSymbolInfo(expression, token).Symbol is IFieldSymbol { ConstantValue: string value } field
            && LibraryConstants.IsOne(field))
        {
            Offer($"Use \"{value}\"", Code.Text(value));
        }

        void Offer(string title, ExpressionSyntax replacement) =>
            context.RegisterRefactoring(CodeAction.Create(
                title, _ => Task.FromResult(document.WithSyntaxRoot(root.ReplaceNode(expression, replacement.WithTriviaFrom(expression)))),
                nameof(UseConstantRefactoring)));
    }
}
