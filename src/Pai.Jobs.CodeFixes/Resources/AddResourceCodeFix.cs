using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
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
        var compilation = (await fix.GetModelAsync().ConfigureAwait(false)).Compilation;
        var generator = SyntaxGenerator.GetGenerator(fix.Document);
        var first = true;
        foreach (var text in Replacements.Of(fix.Diagnostic))
        {
            var constant = LibraryConstants.Find(compilation, text);
            Offer(
                argument, constant is null ? Code.Text(text) : Code.Constant(constant, generator),
                constant is null ? $"\"{text}\"" : LibraryConstants.NameOf(constant), first ? "" : text);
            first = false;
        }

        // A job that names cloud hardware is not one of this machine.
        if (AttributeArguments.Find(attribute, InstanceType) is null) Offer(InstanceType, Code.Text("local"), "\"local\"", "local");

        void Offer(string name, ExpressionSyntax value, string shown, string key) =>
            fix.Offer(
                $"Add {name} = {shown}", name + key,
                () => fix.Root.ReplaceNode(attribute, AttributeArguments.With(attribute, name, value)));
    }
}
