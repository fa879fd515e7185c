using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Pai.Jobs.Analyzers.Checks;

namespace Pai.Jobs.CodeFixes;

/// <summary>Sets the accelerator for which there is an image of the framework.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceleratorCodeFix))]
internal sealed class AcceleratorCodeFix() : JobCodeFix(RuleIds.FrameworkUnknown)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.NodeOf<AttributeSyntax>() is not { } attribute) return;
        var compilation = (await fix.GetModelAsync().ConfigureAwait(false)).Compilation;
        var generator = SyntaxGenerator.GetGenerator(fix.Document);
        foreach (var text in Replacements.Of(fix.Diagnostic))
        {
            if (!text.StartsWith(Suggestions.AcceleratorPrefix, StringComparison.Ordinal)) continue;
            var name = text.Substring(Suggestions.AcceleratorPrefix.Length);
            if (compilation.GetTypeByMetadataName("Pai.Jobs.Accelerator")?.GetMembers(name).FirstOrDefault() is not IFieldSymbol member)
                continue;
            fix.Offer(
                $"Set Accelerator = {text}", text,
                () => fix.Root.ReplaceNode(
                    attribute, AttributeArguments.With(attribute, "Accelerator", Code.Constant(member, generator))));
        }
    }
}
