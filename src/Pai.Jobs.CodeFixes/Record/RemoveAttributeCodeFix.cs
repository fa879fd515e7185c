using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>Removes the attribute of a channel or a parameter from what cannot be one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveAttributeCodeFix))]
internal sealed class RemoveAttributeCodeFix() : JobCodeFix(RuleIds.TwoRoles, RuleIds.WrongMember, RuleIds.NotInAJob)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.NodeOf<AttributeSyntax>() is { } attribute)
        {
            Offer(fix, attribute);
        }
        else if (fix.Node is BasePropertyDeclarationSyntax property)
        {
            var model = await fix.GetModelAsync().ConfigureAwait(false);
            foreach (var role in property.AttributeLists.SelectMany(l => l.Attributes).Where(a => IsRole(a, model))) Offer(fix, role);
        }
    }

    private static void Offer(FixContext fix, AttributeSyntax attribute) =>
        fix.Offer($"Remove '{attribute.Name}'", nameof(RemoveAttributeCodeFix), new TextChange(Removal.Of(attribute), ""));

    private static bool IsRole(AttributeSyntax attribute, SemanticModel model) =>
        KnownSymbols.Ours(model.GetTypeInfo(attribute).Type)?.Name
            is Generators.KnownNames.Input or Generators.KnownNames.Output or Generators.KnownNames.Parameter;
}
