using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>
/// Writes a command for the shell as an argument list, and the other way round, where the shell would do nothing but split it.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(CommandFormRefactoring))]
internal sealed class CommandFormRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, token) = (context.Document, context.CancellationToken);
        if (await document.GetSyntaxRootAsync(token).ConfigureAwait(false) is not { } root) return;
        if (root.FindNode(context.Span, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<AttributeArgumentSyntax>().FirstOrDefault()
            is not { NameEquals: null, Expression: var expression } || !expression.Span.Contains(context.Span)) return;
        if (await document.GetSemanticModelAsync(token).ConfigureAwait(false) is not { } model
            || JobAttribute.ArgumentOf(expression, model, token) is not { } argument) return;

        if (Suggestions.TextOf(expression) is { } text && ShellWords.Split(text) is { } words)
            Offer("Use an argument list without a shell", ListOf(words));
        else if (ArgumentList.WordsOf(expression) is { } list && ShellWords.Join(list) is { } joined)
            Offer("Use a shell command", Code.Text(joined));

        void Offer(string title, string replacement)
        {
            var changes = Edits.Replace(root, expression.Span, replacement);
            if (argument.NameColon is { } name)
                changes = changes.Append(
                    new(name.Name.Span, name.Name.Identifier.ValueText == "command" ? "arguments" : "command"));
            context.RegisterRefactoring(CodeAction.Create(
                title, token => Edits.ApplyAsync(document, changes, token), nameof(CommandFormRefactoring)));
        }
    }

    private static string ListOf(string[] words) => "new[] { " + string.Join(", ", words.Select(Code.Text)) + " }";
}
