using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Analyzers.Checks;

namespace Pai.Jobs.CodeFixes;

/// <summary>Sets the accelerator for which there is an image of the framework.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceleratorCodeFix))]
internal sealed class AcceleratorCodeFix() : JobCodeFix(RuleIds.FrameworkUnknown)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.NodeOf<AttributeSyntax>() is not { } attribute) return;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        var source = await fix.GetTextAsync().ConfigureAwait(false);
        foreach (var text in Replacements.Of(fix.Diagnostic))
        {
            if (!text.StartsWith(Suggestions.AcceleratorPrefix, StringComparison.Ordinal)) continue;
            var name = text.Substring(Suggestions.AcceleratorPrefix.Length);
            if (model.Compilation.FindType("Pai.Jobs.Accelerator")?
                .GetMembers(name)
                .FirstOrDefault() is not IFieldSymbol member) continue;
            var names = new Names(model, attribute.SpanStart, source);
            fix.Offer(
                $"Set Accelerator = {text}", text,
                [.. AttributeArguments.Set(attribute, "Accelerator", names.Of(member), source), .. names.Imports]);
        }
    }
}
