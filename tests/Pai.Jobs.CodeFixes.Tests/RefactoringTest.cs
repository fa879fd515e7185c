using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes.Tests;

/// <summary>Runs a refactoring at the place <c>$$</c> of a source: the feed has no verifier for these.</summary>
internal static class RefactoringTest
{
    /// <summary>The first action makes the second source of the first one, and what it makes compiles.</summary>
    public static async Task VerifyAsync<TRefactoring>(string before, string after, string? otherFile = null)
        where TRefactoring : CodeRefactoringProvider, new()
    {
        var (document, actions) = await RunAsync<TRefactoring>(before, otherFile);
        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await Assert.Single(actions).GetOperationsAsync(default)));
        var changed = operation.ChangedSolution.GetDocument(document.Id)!;

        Assert.Equal(after, (await changed.GetTextAsync()).ToString());
        var expected = CSharpSyntaxTree.ParseText(after).GetRoot();
        Assert.True(
            SyntaxFactory.AreEquivalent(expected, await changed.GetSyntaxRootAsync(), topLevel: false),
            "the tree is not the one of its text");
        Assert.Empty((await changed.Project.GetCompilationAsync())!.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>Nothing is offered.</summary>
    public static async Task VerifyNothingAsync<TRefactoring>(string source)
        where TRefactoring : CodeRefactoringProvider, new() =>
        Assert.Empty((await RunAsync<TRefactoring>(source, null)).Actions);

    private static async Task<(Document Document, List<CodeAction> Actions)> RunAsync<TRefactoring>(string source, string? otherFile)
        where TRefactoring : CodeRefactoringProvider, new()
    {
        var place = source.IndexOf("$$", StringComparison.Ordinal);
        var project = new AdhocWorkspace().AddProject("Consumer", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp12))
            .WithCompilationOptions(
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .WithMetadataReferences(References.All);
        if (otherFile is not null) project = project.AddDocument("Other.cs", otherFile).Project;
        var document = project.AddDocument("File.cs", source.Remove(place, 2));
        var actions = new List<CodeAction>();
        await new TRefactoring().ComputeRefactoringsAsync(
            new CodeRefactoringContext(document, new TextSpan(place, 0), actions.Add, default));
        return (document, actions);
    }
}
