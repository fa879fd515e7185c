using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Source = Pai.Jobs.Analyzers.Tests.Verify;

namespace Pai.Jobs.CodeFixes.Tests;

/// <summary>Runs a fix at a place <c>[|…|]</c> that nothing need report: many forms of code at one rule.</summary>
internal static class FixAt
{
    /// <summary>The first action makes the second source of the first one, which compiles as it did; null: nothing is offered.</summary>
    public static Task VerifyAsync<TFix>(string before, string? after, params (string Key, string Value)[] properties)
        where TFix : CodeFixProvider, new() =>
        VerifyAsync<TFix>(before, after, 0, properties);

    /// <summary>As above, for another action than the first.</summary>
    public static async Task VerifyAsync<TFix>(string before, string? after, int index, params (string Key, string Value)[] properties)
        where TFix : CodeFixProvider, new()
    {
        var (text, span) = Parse(Source.Usings + before);
        var document = FixRun.DocumentOf(text[Source.Usings.Length..]);
        var fix = new TFix();
        var id = fix.FixableDiagnosticIds[0];
        var descriptor = new DiagnosticDescriptor(id, id, id, "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);
        var diagnostic = Diagnostic.Create(
            descriptor, Location.Create((await document.GetSyntaxTreeAsync())!, span),
            properties.ToImmutableDictionary(p => p.Key, p => (string?)p.Value));
        var actions = new List<CodeAction>();

        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));

        if (after is null)
        {
            Assert.Empty(actions);
            return;
        }

        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await actions[index].GetOperationsAsync(default)));
        var changed = operation.ChangedSolution.GetDocument(document.Id)!;
        Assert.Equal(Source.Usings + after, (await changed.GetTextAsync()).ToString());
        var expected = CSharpSyntaxTree.ParseText(Source.Usings + after).GetRoot();
        Assert.True(
            SyntaxFactory.AreEquivalent(expected, await changed.GetSyntaxRootAsync(), topLevel: false),
            "the tree is not the one of its text");
        Assert.Equal(await ErrorsOfAsync(document), await ErrorsOfAsync(changed));
    }

    private static async Task<string[]> ErrorsOfAsync(Document document) =>
        [.. (await document.Project.GetCompilationAsync())!
            .GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => d.GetMessage())];

    private static (string Text, TextSpan Span) Parse(string source)
    {
        var start = source.IndexOf("[|", StringComparison.Ordinal);
        var end = source.IndexOf("|]", StringComparison.Ordinal) - 2;
        return (source.Remove(end + 2, 2).Remove(start, 2), TextSpan.FromBounds(start, end));
    }
}
