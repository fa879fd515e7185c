using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Pai.Jobs.Generators;

namespace Pai.Jobs.CodeFixes;

/// <summary>Makes a record a job: adds the attribute with a command to replace, and makes the record and all around it partial.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(MakeJobRefactoring))]
internal sealed class MakeJobRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, token) = (context.Document, context.CancellationToken);
        if (await document.GetSyntaxRootAsync(token).ConfigureAwait(false) is not { } root) return;
        if (root.FindNode(context.Span) is not RecordDeclarationSyntax record
            || !IsOnHeader(record, context)
            || record.Modifiers.Any(SyntaxKind.AbstractKeyword)) return;
        if (await document.GetSemanticModelAsync(token).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(record, token) is not { } type) return;
        if (model.Compilation.GetTypeByMetadataName(KnownNames.ProcessingJobAttribute) is not { } attribute || IsJob(type)) return;

        var chain = new List<(Document Document, TypeDeclarationSyntax Syntax)>();
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal) return;
            if (await Declarations.FindAsync(current, document.Project.Solution, token).ConfigureAwait(false) is not { } declarations)
                return;
            chain.AddRange(declarations);
        }

        context.RegisterRefactoring(CodeAction.Create(
            $"Make '{type.Name}' a job", token => ChangeAsync(document, record, chain, attribute, token), nameof(MakeJobRefactoring)));
    }

    private static bool IsOnHeader(RecordDeclarationSyntax record, CodeRefactoringContext context) =>
        context.Span.Start >= record.SpanStart && context.Span.End <= (record.ParameterList?.SpanStart ?? record.Identifier.Span.End);

    private static bool IsJob(INamedTypeSymbol type) =>
        type.GetAttributes().Any(a => KnownSymbols.Ours(a.AttributeClass) is { Name: KnownNames.ProcessingJob });

    private static async Task<Solution> ChangeAsync(
        Document document, RecordDeclarationSyntax record, List<(Document, TypeDeclarationSyntax)> chain, INamedTypeSymbol attribute,
        CancellationToken cancellationToken)
    {
        var mark = new SyntaxAnnotation();
        var solution = await Declarations.ReplaceAsync(
            document.Project.Solution, chain,
            (d, changed) => d == record ? Modifiers.WithPartial(changed).WithAdditionalAnnotations(mark) : Modifiers.WithPartial(changed),
            cancellationToken).ConfigureAwait(false);
        var editor = await DocumentEditor.CreateAsync(solution.GetDocument(document.Id)!, cancellationToken).ConfigureAwait(false);
        var name = Code.Type(attribute, editor.Generator);
        var added = editor.Generator.Attribute(name, [editor.Generator.AttributeArgument(Code.Text("python main.py"))]);
        editor.ReplaceNode(
            editor.OriginalRoot.GetAnnotatedNodes(mark).First(), (node, generator) => generator.InsertAttributes(node, 0, added));
        return editor.GetChangedDocument().Project.Solution;
    }
}
