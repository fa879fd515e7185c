using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Pai.Jobs.Generators;

namespace Pai.Jobs.CodeFixes;

/// <summary>Makes a record a job: adds the attribute with a command to replace, and makes the record and all around it partial.</summary>
internal static class NewJob
{
    /// <summary>The change; null where the record cannot become a job, or is one.</summary>
    public static async Task<Func<CancellationToken, Task<Solution>>?> OfAsync(
        RecordDeclarationSyntax record, Document document, CancellationToken cancellationToken)
    {
        if (record.Modifiers.Any(SyntaxKind.AbstractKeyword)) return null;
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(record, cancellationToken) is not { IsAbstract: false } type) return null;
        if (model.Compilation.FindType(KnownNames.ProcessingJobAttribute) is not { } attribute || IsJob(type)) return null;

        var chain = new List<(Document Document, TypeDeclarationSyntax Syntax)>();
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal) return null;
            if (await Declarations.FindAsync(current, document.Project.Solution, cancellationToken).ConfigureAwait(false)
                is not { } declarations) return null;
            chain.AddRange(declarations);
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var names = new Names(model, record.SpanStart, text);
        var name = names.OfAttribute(attribute);
        TextChange[] added = [.. names.Imports, Attribute(record, name, new(text))];
        return token => ChangeAsync(document, chain, added, token);
    }

    private static TextChange Attribute(RecordDeclarationSyntax record, string name, Layout layout)
    {
        var line = $"[{name}(\"python main.py\")]";
        var (end, indent) = (layout.LineEndAt(record.SpanStart), layout.IndentAt(record.SpanStart));
        if (layout.StartsLine(record.SpanStart)) return Edits.Insert(record.SpanStart, line + end + indent);
        // Behind something else on its line: on one of its own.
        indent += layout.Unit();
        return new(
            TextSpan.FromBounds(layout.EndBefore(record.SpanStart), record.SpanStart), end + indent + line + end + indent);
    }

    private static bool IsJob(INamedTypeSymbol type) =>
        type.GetAttributes().Any(a => KnownSymbols.Ours(a.AttributeClass) is { Name: KnownNames.ProcessingJob });

    private static async Task<Solution> ChangeAsync(
        Document document, List<(Document Document, TypeDeclarationSyntax Syntax)> chain, TextChange[] added,
        CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        foreach (var group in chain.GroupBy(c => c.Document.Id))
        {
            var changes = group.Select(c => Modifiers.Partial(c.Syntax)).OfType<TextChange>();
            if (group.Key == document.Id) changes = changes.Concat(added);
            var changed = await Edits.ApplyAsync(group.First().Document, changes, cancellationToken).ConfigureAwait(false);
            solution = solution.WithDocumentText(group.Key, await changed.GetTextAsync(cancellationToken).ConfigureAwait(false));
        }

        return solution;
    }
}
