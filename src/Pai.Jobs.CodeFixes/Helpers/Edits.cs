using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>
/// Changes of the text. No fix hands out a new tree: a formatter would then write line ends and indentation in its own way, not in that of
/// the file.
/// </summary>
internal static class Edits
{
    /// <summary>A document with changes of its text.</summary>
    public static async Task<Document> ApplyAsync(
        Document document, IEnumerable<TextChange> changes, CancellationToken cancellationToken) =>
        document.WithText(
            (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).WithChanges(changes.OrderBy(c => c.Span.Start)));

    public static TextChange Insert(int position, string text) => new(new(position, 0), text);

    /// <summary>The position behind a node and the comment on its last line.</summary>
    public static int EndOfLine(SyntaxNode node) =>
        node.GetTrailingTrivia() is [.., var trivia] && trivia.IsKind(SyntaxKind.EndOfLineTrivia) ? trivia.SpanStart : node.FullSpan.End;

    /// <summary>Takes out a span; where comments or directives are in it, only the tokens.</summary>
    public static IEnumerable<TextChange> Remove(SyntaxNode root, TextSpan span) => Replace(root, span, "");

    /// <summary>Replaces a span; where comments or directives are in it, only the tokens.</summary>
    public static IEnumerable<TextChange> Replace(SyntaxNode root, TextSpan span, string text)
    {
        if (!HasComment(root, span)) return [new(span, text)];
        var tokens = root.DescendantTokens(span).Where(t => t.Span.Length > 0 && span.Contains(t.Span));
        return tokens.Select((token, index) => new TextChange(token.Span, index == 0 ? text : ""));
    }

    /// <summary>True if a span has comments or directives in it.</summary>
    public static bool HasComment(SyntaxNode root, TextSpan span) =>
        root.DescendantTrivia(span).Any(t => span.OverlapsWith(t.Span) && IsComment(t));

    /// <summary>True if there is more in it than space.</summary>
    public static bool IsComment(SyntaxTrivia trivia) =>
        !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);
}
