using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Options;
using Microsoft.CodeAnalysis.Tags;
using Microsoft.CodeAnalysis.Text;
using Pai.Jobs.CodeFixes;

namespace Pai.Jobs.Completion;

/// <summary>
/// Completes the texts of <c>InstanceType</c>, <c>Image</c> and <c>Framework</c> in <c>[ProcessingJob]</c> with what the referenced library
/// knows.
/// </summary>
[ExportCompletionProvider(nameof(JobTextCompletion), LanguageNames.CSharp)]
internal sealed class JobTextCompletion : CompletionProvider
{
    /// <summary>The signs of these names belong to them: none of them ends the typing of one.</summary>
    private static readonly CompletionItemRules s_rules = CompletionItemRules.Create(
        filterCharacterRules: ImmutableArray.Create(
            CharacterSetModificationRule.Create(CharacterSetModificationKind.Add, '.', '-', '_', ':', '/', '{', '}')),
        commitCharacterRules: ImmutableArray.Create(CharacterSetModificationRule.Create(CharacterSetModificationKind.Replace, '"')));

    /// <inheritdoc/>
    public override bool ShouldTriggerCompletion(SourceText text, int caretPosition, CompletionTrigger trigger, OptionSet options) =>
        trigger.Kind != CompletionTriggerKind.Insertion || JobText.MayBeAt(text, caretPosition);

    /// <inheritdoc/>
    public override async Task ProvideCompletionsAsync(CompletionContext context)
    {
        if (await JobText.FindAsync(context.Document, context.Position, context.CancellationToken).ConfigureAwait(false) is not { } place)
            return;
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || !place.IsOfJob(model, context.CancellationToken)) return;

        context.CompletionListSpan = place.Span;
        context.IsExclusive = true;
        foreach (var name in JobText.NamesFor(place.Argument, model.Compilation))
            context.AddItem(CompletionItem.Create(
                name, filterText: name, sortText: name, tags: ImmutableArray.Create(WellKnownTags.Constant), rules: s_rules));
    }

    /// <inheritdoc/>
    public override async Task<CompletionDescription?> GetDescriptionAsync(
        Document document, CompletionItem item, CancellationToken cancellationToken)
    {
        // Asked for one name at a time: reading the documentation of all of them would be felt.
        var compilation = await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        return compilation is not null && LibraryConstants.Find(compilation, item.DisplayText) is { } constant
            ? CompletionDescription.FromText(Summary.Of(constant))
            : CompletionDescription.Empty;
    }
}
