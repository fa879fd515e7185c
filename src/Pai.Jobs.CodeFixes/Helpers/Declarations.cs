using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>The declarations of types, which may be in several files.</summary>
internal static class Declarations
{
    /// <summary>The declarations of a type; null where one is not in a document that can be changed.</summary>
    public static async Task<List<(Document Document, TypeDeclarationSyntax Syntax)>?> FindAsync(
        INamedTypeSymbol type, Solution solution, CancellationToken cancellationToken)
    {
        var found = new List<(Document, TypeDeclarationSyntax)>();
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            // A generated part has a document too, of a kind of its own.
            if (solution.GetDocument(reference.SyntaxTree) is not { } document) return null;
            if (document is SourceGeneratedDocument) continue;
            if (await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not TypeDeclarationSyntax syntax) return null;
            found.Add((document, syntax));
        }

        return found;
    }

    /// <summary>The solution with a change of each declaration that needs one.</summary>
    public static async Task<Solution> ChangeAsync(
        Solution solution, IEnumerable<(Document Document, TypeDeclarationSyntax Syntax)> declarations,
        Func<TypeDeclarationSyntax, TextChange?> change, CancellationToken cancellationToken)
    {
        foreach (var group in declarations.GroupBy(d => d.Document.Id))
        {
            var changes = group.Select(d => change(d.Syntax)).OfType<TextChange>();
            var changed = await Edits.ApplyAsync(group.First().Document, changes, cancellationToken).ConfigureAwait(false);
            solution = solution.WithDocumentText(group.Key, await changed.GetTextAsync(cancellationToken).ConfigureAwait(false));
        }

        return solution;
    }
}
