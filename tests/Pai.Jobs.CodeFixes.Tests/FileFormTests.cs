extern alias CodeFixes;

using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;
using Pai.Jobs.Analyzers.Tests;
using Source = Pai.Jobs.Analyzers.Tests.Verify;

namespace Pai.Jobs.CodeFixes.Tests;

/// <summary>
/// Every fix on the example of its page, written in other forms: what is not its business stays as it is, to the character.
/// </summary>
[Trait("Kind", "Exhaustive")]
public partial class FileFormTests
{
    /// <summary>The rules that have a fix.</summary>
    public static TheoryData<string> Ids => new(
        Source.Rules.Select(r => r.Id)
            .Where(id => AllRulesTests.Fixes.Any(f => f.FixableDiagnosticIds.Contains(id)))
            .Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Line_ends_and_tabs_are_kept(string id)
    {
        var example = Example(id);
        var plain = await ChangedAsync(example, example.Code, id);
        var other = await ChangedAsync(example, example.Code.Replace("    ", "\t", StringComparison.Ordinal), id, "\r\n");

        Assert.Equal(plain.Count, other.Count);
        foreach (var ((_, expected), (_, actual)) in plain.Zip(other))
        {
            Assert.DoesNotMatch("(?<!\r)\n|\r(?!\n)", actual);
            Assert.DoesNotMatch("(?m)^\t* ", actual);
            Assert.Equal(
                expected, actual.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\t", "    ", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Comments_around_every_token_are_kept(string id)
    {
        var example = Example(id);
        var code = Between(example.Code, (i, token) => $" /*{i}*/ {token}");
        foreach (var (before, after) in await AsManyAsync(example, code, id))
        {
            Assert.Equal(CommentsIn(before), CommentsIn(after));
            AssertParses(after);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Directives_between_all_tokens_are_kept(string id)
    {
        var example = Example(id);
        var code = Between(example.Code, (i, token) => $"\n#if SYMBOL{i}\nnever\n#endif\n{token}");
        foreach (var (before, after) in await AsManyAsync(example, code, id))
        {
            Assert.Equal(SymbolsIn(before), SymbolsIn(after));
            AssertParses(after);
        }
    }

    [Theory]
    [InlineData("\n#if X\n=> 4;\n#else\n=> 3;\n#endif", "\n#if X\n=> 4;\n#else\n{ get; init; } = 3;\n#endif")]
    [InlineData("\n#if !X\n=> 4;\n#else\n=> 3;\n#endif", "\n#if !X\n{ get; init; } = 4;\n#else\n=> 3;\n#endif")]
    [InlineData(" =>\n#if X\n4;\n#else\n3;\n#endif", " { get; init; } =\n#if X\n4;\n#else\n3;\n#endif")]
    [InlineData(" /* why */ => /* because */ 3; // three", " /* why */ { get; init; } = /* because */ 3; // three")]
    [InlineData(
        "\n{\n#if X\n    get;\n#else\n    get; // here\n#endif\n}",
        "\n{\n#if X\n    get;\n#else\n    get; // here\n    init;\n#endif\n}")]
    public async Task PAI1005_leaves_other_branches(string before, string after)
    {
        var record = "[ProcessingJob(\"x\", InstanceType = \"local\")]\npublic partial record Job\n{\n    "
            + "[Output] public OssUri? A { get; init; }\n    [Parameter] public int N";
        var changed = Assert.Single(await ChangedAsync(new(record + before + "\n}\n", new()), record + before + "\n}\n", "PAI1005"));

        Assert.Equal(Source.Usings + record + after + "\n}\n", changed.After);
        foreach (var symbols in (string[][])[[], ["X"]])
            Assert.Empty(CSharpSyntaxTree.ParseText(
                changed.After, new CSharpParseOptions(LanguageVersion.CSharp12, preprocessorSymbols: symbols)).GetDiagnostics());
    }

    /// <summary>What every fix makes of the code, in which there is as much to fix as in the example.</summary>
    private static async Task<List<(string Before, string After)>> AsManyAsync(PageExample example, string code, string id)
    {
        var changed = await ChangedAsync(example, code, id);
        Assert.Equal((await ChangedAsync(example, example.Code, id)).Count, changed.Count);
        return changed;
    }

    /// <summary>What every fix makes of the code for every diagnostic of the rule, one at a time.</summary>
    private static async Task<List<(string Before, string After)>> ChangedAsync(
        PageExample example, string code, string id, string lineEnd = "\n")
    {
        var source = (Source.Usings + code).Replace("\n", lineEnd, StringComparison.Ordinal);
        var document = FixRun.DocumentOf(code);
        document = document.WithText(Microsoft.CodeAnalysis.Text.SourceText.From(source, Encoding.UTF8));
        var changed = new List<(string, string)>();
        foreach (var diagnostic in await FixRun.DiagnosticsOfAsync(document, example.Options))
        {
            if (diagnostic.Id != id) continue;
            foreach (var action in await FixRun.ActionsOfAsync(document, diagnostic))
            {
                var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(default)));
                changed.Add((source, (await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString()));
            }
        }

        return changed;
    }

    /// <summary>The code with something before each of its tokens.</summary>
    private static string Between(string code, Func<int, string, string> write)
    {
        var text = new StringBuilder();
        var index = 0;
        var tree = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.CSharp12));
        foreach (var token in tree.GetRoot().DescendantTokens())
        {
            text.Append(token.LeadingTrivia.ToFullString())
                .Append(write(index++, token.Text))
                .Append(token.TrailingTrivia.ToFullString());
        }

        return text.ToString();
    }

    private static void AssertParses(string source) =>
        Assert.Empty(CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp12)).GetDiagnostics());

    private static string[] CommentsIn(string source) => [.. Comment().Matches(source).Select(m => m.Value).Order()];

    private static string[] SymbolsIn(string source) => [.. Symbol().Matches(source).Select(m => m.Value).Order()];

    private static PageExample Example(string id) =>
        PageExample.Read(File.ReadAllText(Path.Combine(Root(), "docs/rules", id + ".md")), "Before");

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../.."));

    [GeneratedRegex(@"/\*\d+\*/")]
    private static partial Regex Comment();

    [GeneratedRegex(@"SYMBOL\d+")]
    private static partial Regex Symbol();
}
