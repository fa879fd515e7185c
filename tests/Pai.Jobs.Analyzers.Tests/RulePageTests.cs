using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>Descriptors, ids, pages, the list of pages and the release file say the same.</summary>
public partial class RulePageTests
{
    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../.."));

    public static TheoryData<string> Ids => new(Verify.Rules.Select(d => d.Id).Order());

    private static DiagnosticDescriptor Rule(string id) => Verify.Rules.Single(d => d.Id == id);

    [Fact]
    public void Every_id_has_a_rule_and_no_rule_an_id_of_its_own() =>
        Assert.Equal(
            typeof(RuleIds).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).Order(),
            Verify.Rules.Select(d => d.Id).Order());

    [Fact]
    public void Every_page_has_a_rule() =>
        Assert.Equal(
            Verify.Rules.Select(d => d.Id).Order(),
            Directory.EnumerateFiles(Path.Combine(Root(), "docs/rules"), "PAI*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_its_texts_and_its_place(string id)
    {
        var rule = Rule(id);

        Assert.Equal(RuleIds.HelpLink(id), rule.HelpLinkUri);
        Assert.EndsWith($"/docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.NotEmpty(rule.Title.ToString());
        Assert.NotEmpty(rule.Description.ToString());
        Assert.NotEmpty(rule.MessageFormat.ToString());
        Assert.True(rule.IsEnabledByDefault);
        Assert.Equal(
            id[3] switch { '1' => "Pai.Jobs.Record", '2' => "Pai.Jobs.Resources", '3' => "Pai.Jobs.Channels", '4' => "Pai.Jobs.Parameters", '5' => "Pai.Jobs.Command", _ => "" },
            rule.Category);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_page_and_the_lists_say_the_same(string id)
    {
        var rule = Rule(id);
        var page = Page(id);

        Assert.StartsWith($"# {id}: {rule.Title}\n\nSeverity: {rule.DefaultSeverity}\n", page, StringComparison.Ordinal);
        foreach (var heading in (string[])["Cause", "Before", "After", "How to fix it", "When to suppress it"]) Assert.Contains($"\n## {heading}\n\n", page, StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) | {rule.Title} | {rule.DefaultSeverity} |", File.ReadAllText(Path.Combine(Root(), "docs/rules/README.md")), StringComparison.Ordinal);
        Assert.Contains(
            $"{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}",
            string.Concat(Directory.EnumerateFiles(Path.Combine(Root(), "src/Pai.Jobs.Analyzers"), "AnalyzerReleases.*.md").Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_code_of_its_page_is_wrong_before_and_right_after(string id)
    {
        var blocks = CodeBlock().Matches(Page(id)).Select(m => m.Groups[1].Value).ToArray();
        var old = id == RuleIds.LanguageVersion ? LanguageVersion.CSharp9 : LanguageVersion.CSharp12;

        Assert.Equal(2, blocks.Length);
        Assert.Equal([id], (await Verify.RunAsync(blocks[0], old)).Diagnostics.Select(d => d.Id).Distinct());
        Assert.Empty((await Verify.RunAsync(blocks[1])).Diagnostics);
        Assert.True(Verify.Compiles(blocks[1]), blocks[1]);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task It_can_be_suppressed(string id)
    {
        var before = CodeBlock().Matches(Page(id))[0].Groups[1].Value;
        var old = id == RuleIds.LanguageVersion ? LanguageVersion.CSharp9 : LanguageVersion.CSharp12;

        Assert.Empty((await Verify.RunAsync($"#pragma warning disable {id}\n{before}", old)).Diagnostics.Where(d => !d.IsSuppressed));
    }

    [Fact]
    public Task Its_severity_can_be_set() =>
        Verify.AnalyzerAsync("[ProcessingJob(\"x\")] public partial record TokenizeJob { [Output] public OssUri? Tokens { get; init; } }", editorConfig: "dotnet_diagnostic.PAI2001.severity = none");

    private static string Page(string id) => File.ReadAllText(Path.Combine(Root(), "docs/rules", id + ".md"));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
