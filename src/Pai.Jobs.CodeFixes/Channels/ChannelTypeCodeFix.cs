using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Gives a channel the type of a location, nullable where it was.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChannelTypeCodeFix))]
internal sealed class ChannelTypeCodeFix() : JobCodeFix(RuleIds.ChannelType)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        if (TypeOf(fix.Node) is not { } type || !TypeChange.IsPossible(type)) return;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        var text = await fix.GetTextAsync().ConfigureAwait(false);
        foreach (var name in (string[])["OssUri", "DataLocation"])
        {
            if (model.Compilation.FindType("Pai.Jobs." + name) is not { } location) continue;
            fix.Offer($"Change the type to '{name}'", name, [.. TypeChange.To(location, type, fix.Root, model, text)]);
        }
    }

    /// <summary>The whole type at a place: the innermost node may be a part of it.</summary>
    private static TypeSyntax? TypeOf(SyntaxNode node)
    {
        var type = node as TypeSyntax;
        while (type?.Parent is TypeSyntax outer) type = outer;
        return type;
    }
}
