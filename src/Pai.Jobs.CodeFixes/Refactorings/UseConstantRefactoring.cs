using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

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
            var names = new Names(model, expression.SpanStart, await document.GetTextAsync(token).ConfigureAwait(false));
            Offer($"Use {LibraryConstants.NameOf(constant)}", names.Of(constant), names.Imports);
        }
        else if (model.GetSymbolInfo(expression, token).Symbol is IFieldSymbol { ConstantValue: string value } field
            && LibraryConstants.IsOne(field))
        {
            Offer($"Use \"{value}\"", Code.Text(value), []);
        }

        void Offer(string title, string replacement, IEnumerable<TextChange> imports)
        {
            var changes = Edits.Replace(root, expression.Span, replacement).Concat(imports);
            context.RegisterRefactoring(
                CodeAction.Create(title, token => Edits.ApplyAsync(document, changes, token), nameof(UseConstantRefactoring)));
        }
    }
}
