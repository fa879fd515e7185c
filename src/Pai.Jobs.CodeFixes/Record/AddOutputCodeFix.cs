using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Adds an output channel to a job that has no channel.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddOutputCodeFix))]
internal sealed class AddOutputCodeFix() : JobCodeFix(RuleIds.NoChannel)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (fix.NodeOf<TypeDeclarationSyntax>() is not { } record || model.GetDeclaredSymbol(record, fix.CancellationToken) is not { } type)
            return;
        var name = NewMember.NameFor(type, "Results");
        var mark = model.GetNullableContext(record.Identifier.SpanStart).AnnotationsEnabled() ? "?" : "";
        var text = await fix.GetTextAsync().ConfigureAwait(false);
        fix.Offer(
            $"Add the output '{name}'", nameof(AddOutputCodeFix),
            [.. NewMember.Add(record, $"[Output] public OssUri{mark} {name} {{ get; init; }}", model, text)]);
    }
}
