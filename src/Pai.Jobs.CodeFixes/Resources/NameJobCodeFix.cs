using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.CodeFixes;

/// <summary>Gives the runs of a job a name, where the record's own name cannot be one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameJobCodeFix))]
internal sealed class NameJobCodeFix() : JobCodeFix(RuleIds.JobName)
{
    private const string Argument = "BaseJobName";
    private const int LongEnough = 64;

    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.Node is not TypeDeclarationSyntax record) return;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (record.AttributeLists.SelectMany(l => l.Attributes)
            .FirstOrDefault(a => JobAttribute.Is(a, model, fix.CancellationToken)) is not { } attribute) return;
        // The signs of a job's name are those of a channel's.
        var name = NameRules.ToChannelName(SnakeCase.Of(record.Identifier.ValueText));
        if (name.Length > LongEnough) name = name.Substring(0, LongEnough);
        var text = await fix.GetTextAsync().ConfigureAwait(false);
        fix.Offer(
            $"Add {Argument} = \"{name}\"", nameof(NameJobCodeFix),
            [.. AttributeArguments.Set(attribute, Argument, Code.Text(name), text)]);
    }
}
