using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators;

namespace Pai.Jobs.CodeFixes;

/// <summary>Gives a channel a name of its own, where the property's name cannot be one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameChannelCodeFix))]
internal sealed class NameChannelCodeFix() : JobCodeFix(RuleIds.ChannelName)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        var (lists, property) = fix.Node switch
        {
            PropertyDeclarationSyntax declaration => (declaration.AttributeLists, declaration.Identifier.ValueText),
            ParameterSyntax parameter => (parameter.AttributeLists, parameter.Identifier.ValueText),
            _ => (default, ""),
        };
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (lists.SelectMany(l => l.Attributes).FirstOrDefault(a => IsChannel(a, model)) is not { } attribute) return;

        var name = Suggestions.For(fix.Diagnostic, SnakeCase.Of(property))[0];
        fix.Offer(
            $"Set the channel name to \"{name}\"", nameof(NameChannelCodeFix), AttributeArguments.First(attribute, Code.Text(name)));
    }

    private static bool IsChannel(AttributeSyntax attribute, SemanticModel model) =>
        KnownSymbols.Ours(model.GetTypeInfo(attribute).Type) is { } type
            && (type.Name == KnownNames.Input || KnownNames.IsOutput(type.Name));
}
