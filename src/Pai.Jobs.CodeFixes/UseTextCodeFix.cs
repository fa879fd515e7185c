using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Pai.Jobs.CodeFixes;

/// <summary>Replaces a wrong text or number by a right one: one action for each that is known, and one that writes it as a constant of the library.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseTextCodeFix))]
internal sealed class UseTextCodeFix() : JobCodeFix(
    RuleIds.InstanceCount,
    RuleIds.ChannelName,
    RuleIds.MountPath,
    RuleIds.ParameterName)
{
    // Fix All of this one takes the best text for each place; that of another one, only the places for which it is right too.
    private const string Best = "the best";

    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.Node is not ExpressionSyntax expression || expression.Span != fix.Diagnostic.Location.SourceSpan) return;
        var text = Suggestions.TextOf(expression);
        if (text is null && !Suggestions.IsNumber(expression)) return;

        var suggestions = Suggestions.For(fix.Diagnostic, text ?? "");
        for (var i = 0; i < suggestions.Count; i++)
        {
            var suggestion = suggestions[i];
            if (suggestion == text || InCode(suggestion, isText: text is not null) is not { } replacement) continue;
            fix.Offer($"Use {replacement}", i == 0 ? Best : suggestion, () => Replace(replacement));
        }

        if (text is null || suggestions.Count == 0) return;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (LibraryConstants.Find(model.Compilation, suggestions[0]) is not { } constant) return;
        var generator = SyntaxGenerator.GetGenerator(fix.Document);
        fix.Offer($"Use {LibraryConstants.NameOf(constant)}", Best + " as a constant", () => Replace(Code.Constant(constant, generator)));

        SyntaxNode Replace(ExpressionSyntax replacement) => fix.Root.ReplaceNode(expression, replacement.WithTriviaFrom(expression));
    }

    private static ExpressionSyntax? InCode(string text, bool isText)
    {
        if (isText) return Code.Text(text);
        var number = SyntaxFactory.ParseExpression(text);
        return Suggestions.IsNumber(number) && !number.ContainsDiagnostics ? number : null;
    }
}
