using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Makes a record a job whose members have the attributes of one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddJobCodeFix))]
internal sealed class AddJobCodeFix() : JobCodeFix(RuleIds.NotInAJob)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        if (RecordOf(fix.NodeOf<AttributeSyntax>()) is not { } record) return;
        if (await NewJob.OfAsync(record, fix.Document, fix.CancellationToken).ConfigureAwait(false) is not { } change) return;
        fix.OfferSolution($"Add [ProcessingJob] to '{record.Identifier.ValueText}'", nameof(AddJobCodeFix), change);
    }

    /// <summary>The record of a property, or of a parameter that declares one; null for any other place.</summary>
    private static RecordDeclarationSyntax? RecordOf(AttributeSyntax? attribute) => attribute?.Parent?.Parent switch
    {
        PropertyDeclarationSyntax { Parent: RecordDeclarationSyntax record } => record,
        ParameterSyntax { Parent.Parent: RecordDeclarationSyntax record } => record,
        _ => null,
    };
}
