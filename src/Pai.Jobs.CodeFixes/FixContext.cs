using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>A diagnostic, the code that it is about, and a way to offer changes of that.</summary>
internal sealed class FixContext(CodeFixContext context, SyntaxNode root, Diagnostic diagnostic)
{
    public Document Document => context.Document;

    public SyntaxNode Root { get; } = root;

    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <summary>The innermost node at the diagnostic.</summary>
    public SyntaxNode Node { get; } = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    public CancellationToken CancellationToken => context.CancellationToken;

    /// <summary>The node of a kind that the diagnostic is in; null where there is none.</summary>
    public T? NodeOf<T>()
        where T : SyntaxNode =>
        Node.FirstAncestorOrSelf<T>();

    public async Task<SourceText> GetTextAsync() => await Document.GetTextAsync(CancellationToken).ConfigureAwait(false);

    public async Task<SemanticModel> GetModelAsync() => (await Document.GetSemanticModelAsync(CancellationToken).ConfigureAwait(false))!;

    /// <summary>Offers changes of parts of the document; the rest stays as it is, to the character.</summary>
    public void Offer(string title, string key, params TextChange[] changes)
    {
        var document = Document;
        context.RegisterCodeFix(CodeAction.Create(title, token => Edits.ApplyAsync(document, changes, token), key), Diagnostic);
    }

    /// <summary>Offers changes of several documents.</summary>
    public void OfferSolution(string title, string key, Func<CancellationToken, Task<Solution>> change) =>
        context.RegisterCodeFix(CodeAction.Create(title, change, key), Diagnostic);
}
