using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>Puts a command with <c>$PAI_USER_ARGS</c> into <c>eval</c>, which takes the quotes of the values away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EvalCodeFix))]
internal sealed class EvalCodeFix() : JobCodeFix(RuleIds.UserArguments)
{
    protected override Task RegisterAsync(FixContext fix)
    {
        // With anything else in it that a shell reads, the command would be read twice.
        if (fix.Node.Parent is AttributeArgumentSyntax
            && Suggestions.TextOf(fix.Node) is { } text
            && ShellWords.Split(text.Replace("$PAI_USER_ARGS", "x").Replace("${PAI_USER_ARGS}", "x")) is not null)
            fix.Offer("Use 'eval'", nameof(EvalCodeFix), new TextChange(fix.Node.Span, Code.Text($"eval \"{text}\"")));
        return Task.CompletedTask;
    }
}
