using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Awaits a call that stands alone, in a function that is asynchronous or can become so without its callers noticing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitCodeFix))]
internal sealed class AwaitCodeFix() : JobCodeFix(RuleIds.NotAwaited)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.Node.AncestorsAndSelf()
            .OfType<InvocationExpressionSyntax>()
            .FirstOrDefault() is not { Parent: ExpressionStatementSyntax statement } call) return;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (AsyncCode.Around(statement, model, fix.CancellationToken) is not { } function) return;

        var text = await fix.GetTextAsync().ConfigureAwait(false);
        fix.Offer("Add 'await'", nameof(AwaitCodeFix), [Edits.Insert(call.SpanStart, "await "), .. function.Changes(text)]);
    }
}
