using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Pai.Jobs.Analyzers.Checks;

namespace Pai.Jobs.CodeFixes;

/// <summary>Adds the image or the instance type that a job lacks: one that the diagnostic names, or <c>local</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddResourceCodeFix))]
internal sealed class AddResourceCodeFix() : JobCodeFix(RuleIds.NoResources, RuleIds.NoImage)
{
    private const string InstanceType = nameof(InstanceType);

    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.NodeOf<AttributeSyntax>() is not { } attribute) return;
        var argument = fix.Diagnostic.Id == RuleIds.NoImage ? "Image" : InstanceType;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        var source = await fix.GetTextAsync().ConfigureAwait(false);
        var first = true;
        foreach (var text in Replacements.Of(fix.Diagnostic))
        {
            var constant = LibraryConstants.Find(model.Compilation, text);
            var names = new Names(model, attribute.SpanStart, source);
            Offer(
                argument, constant is null ? Code.Text(text) : names.Of(constant),
                constant is null ? $"\"{text}\"" : LibraryConstants.NameOf(constant), first ? "" : text, names.Imports);
            first = false;
        }

        // A job that names cloud hardware is not one of this machine.
        if (AttributeArguments.Find(attribute, InstanceType) is null) Offer(InstanceType, Code.Text("local"), "\"local\"", "local", []);

        void Offer(string name, string value, string shown, string key, IEnumerable<TextChange> imports) =>
            fix.Offer(
                $"Add {name} = {shown}", name + key, [.. AttributeArguments.Set(attribute, name, value, source), .. imports]);
    }
}
