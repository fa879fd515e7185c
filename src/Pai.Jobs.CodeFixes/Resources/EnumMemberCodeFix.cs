using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Replaces a number that was cast to an enum by one of its members.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EnumMemberCodeFix))]
internal sealed class EnumMemberCodeFix() : JobCodeFix(RuleIds.EnumValue)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.Node is not CastExpressionSyntax cast || cast.Span != fix.Diagnostic.Location.SourceSpan) return;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (model.GetTypeInfo(cast, fix.CancellationToken).Type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } type) return;
        var names = new Names(model, cast.SpanStart, await fix.GetTextAsync().ConfigureAwait(false));
        foreach (var member in type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue))
            fix.Offer(
                $"Use {type.Name}.{member.Name}", member.Name,
                [.. Edits.Replace(fix.Root, cast.Span, names.Of(member)), .. names.Imports]);
    }
}
