using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>Removes an argument that another one makes pointless.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveArgumentCodeFix))]
internal sealed class RemoveArgumentCodeFix() : JobCodeFix(RuleIds.RequiredWithDefault)
{
    protected override Task RegisterAsync(FixContext fix)
    {
        if (fix.NodeOf<AttributeArgumentSyntax>() is { NameEquals.Name.Identifier.ValueText: var name } argument && argument.Expression.Span == fix.Diagnostic.Location.SourceSpan)
            fix.Offer($"Remove '{name}'", nameof(RemoveArgumentCodeFix), new TextChange(Removal.Of(argument), ""));
        return Task.CompletedTask;
    }
}
