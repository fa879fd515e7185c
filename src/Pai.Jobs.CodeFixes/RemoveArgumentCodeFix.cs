using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Removes an argument that another one makes pointless or wrong.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveArgumentCodeFix))]
internal sealed class RemoveArgumentCodeFix() : JobCodeFix(
    RuleIds.CloudOnlySetting, RuleIds.QuotaAndInstanceType, RuleIds.Spot, RuleIds.PriorityWithoutQuota, RuleIds.ImageAndFramework,
    RuleIds.RequiredWithDefault, RuleIds.MountSettings)
{
    protected override Task RegisterAsync(FixContext fix)
    {
        if (fix.NodeOf<AttributeArgumentSyntax>() is not { Parent.Parent: AttributeSyntax attribute } argument
            || argument.Expression.Span != fix.Diagnostic.Location.SourceSpan) return Task.CompletedTask;
        // A strategy is what is wanted; a limit that does not fit it can go.
        if (fix.Diagnostic.Id == RuleIds.Spot && argument.NameEquals?.Name.Identifier.ValueText == "SpotStrategy")
            return Task.CompletedTask;

        Offer(argument, nameof(RemoveArgumentCodeFix));
        if (fix.Diagnostic.Id == RuleIds.QuotaAndInstanceType && AttributeArguments.Find(attribute, "InstanceType") is { } other)
            Offer(other, "the other");
        return Task.CompletedTask;

        void Offer(AttributeArgumentSyntax removed, string key)
        {
            if (removed.NameEquals is { Name.Identifier.ValueText: var name })
                fix.Offer($"Remove '{name}'", key, [.. Removal.Of(fix.Root, removed)]);
        }
    }
}
