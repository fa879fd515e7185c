using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Makes a record a job.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(MakeJobRefactoring))]
internal sealed class MakeJobRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var (document, token) = (context.Document, context.CancellationToken);
        if (await document.GetSyntaxRootAsync(token).ConfigureAwait(false) is not { } root) return;
        if (root.FindNode(context.Span) is not RecordDeclarationSyntax record || !IsOnHeader(record, context)) return;
        if (await NewJob.OfAsync(record, document, token).ConfigureAwait(false) is not { } change) return;
        context.RegisterRefactoring(
            CodeAction.Create($"Make '{record.Identifier.ValueText}' a job", change, nameof(MakeJobRefactoring)));
    }

    private static bool IsOnHeader(RecordDeclarationSyntax record, CodeRefactoringContext context) =>
        context.Span.Start >= record.SpanStart && context.Span.End <= (record.ParameterList?.SpanStart ?? record.Identifier.Span.End);
}
