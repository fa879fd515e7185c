using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>Makes elements of their own of the arguments that stand in a program's name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SplitProgramCodeFix))]
internal sealed class SplitProgramCodeFix() : JobCodeFix(RuleIds.ProgramWithArguments)
{
    protected override Task RegisterAsync(FixContext fix)
    {
        if (Suggestions.TextOf(fix.Node) is { } text && ShellWords.Split(text) is { } words)
            fix.Offer(
                "Split the program name into arguments", nameof(SplitProgramCodeFix),
                new TextChange(fix.Node.Span, string.Join(", ", words.Select(w => Code.Text(w)))));
        return Task.CompletedTask;
    }
}
