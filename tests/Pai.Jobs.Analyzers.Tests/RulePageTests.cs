using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>Descriptors, ids, pages, the list of pages and the release file say the same.</summary>
[Trait("Kind", "Exhaustive")]
public class RulePageTests
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
            Directory.EnumerateFiles(Path.Combine(Root(), "docs/rules"), "PAI*.md")
                .Select(f => Path.GetFileNameWithoutExtension(f))
                .Order());

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
            id[3] switch
            {
                '1' => "Pai.Jobs.Record",
                '2' => "Pai.Jobs.Resources",
                '3' => "Pai.Jobs.Channels",
                '4' => "Pai.Jobs.Parameters",
                '5' => "Pai.Jobs.Command",
                _ => "",
            },
            rule.Category);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_page_and_the_lists_say_the_same(string id)
    {
        var rule = Rule(id);
        var page = Page(id);

        Assert.StartsWith($"# {id}: {rule.Title}\n\nSeverity: {rule.DefaultSeverity}\n", page, StringComparison.Ordinal);
        foreach (var heading in (string[])["Cause", "Before", "After", "How to fix it", "When to suppress it"])
            Assert.Contains($"\n## {heading}\n\n", page, StringComparison.Ordinal);
        Assert.Contains(
            $"| [{id}]({id}.md) | {rule.Title} | {rule.DefaultSeverity} |", File.ReadAllText(Path.Combine(Root(), "docs/rules/README.md")),
            StringComparison.Ordinal);
        Assert.Contains(
            $"{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}",
            string.Concat(Directory.EnumerateFiles(Path.Combine(Root(), "src/Pai.Jobs.Analyzers"), "AnalyzerReleases.*.md")
                .Select(File.ReadAllText)),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_code_of_its_page_is_wrong_before_and_right_after(string id)
    {
        var after = PageExample.Read(Page(id), "After");

        Assert.Equal([id], (await RunBeforeAsync(id)).Select(d => d.Id).Distinct());
        Assert.Empty((await Verify.RunAsync(after.Code, options: after.Options)).Diagnostics);
        Assert.True(Verify.Compiles(after.Code), after.Code);
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task It_can_be_suppressed_in_the_code(string id)
    {
        // No pragma reaches a file that is not C#.
        if (id is RuleIds.CatalogFile or RuleIds.PricesFile) return;

        Assert.DoesNotContain(await RunBeforeAsync(id, pragma: $"#pragma warning disable {id}\n"), d => !d.IsSuppressed);
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Its_severity_can_be_set_in_the_editorconfig(string id)
    {
        // What is said of another file than C# code has the options of the whole compilation only.
        if (id is RuleIds.CatalogFile or RuleIds.PricesFile) return;
        var other = Rule(id).DefaultSeverity == DiagnosticSeverity.Error ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;

        Assert.Empty(await RunBeforeAsync(id, $"dotnet_diagnostic.{id}.severity = none"));
        Assert.Equal([other], (await RunBeforeAsync(id, $"dotnet_diagnostic.{id}.severity = {other}")).Select(d => d.Severity).Distinct());
    }

    private static async Task<IEnumerable<Diagnostic>> RunBeforeAsync(string id, string editorConfig = "", string pragma = "")
    {
        var before = PageExample.Read(Page(id), "Before");
        var version = id == RuleIds.LanguageVersion ? LanguageVersion.CSharp10 : LanguageVersion.CSharp12;
        var options = before.Options with { EditorConfig = before.Options.EditorConfig + "\n" + editorConfig };
        return (await Verify.RunAsync(pragma + before.Code, version, options)).Diagnostics;
    }

    private static string Page(string id) => File.ReadAllText(Path.Combine(Root(), "docs/rules", id + ".md"));
}
