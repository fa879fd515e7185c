extern alias CodeFixes;

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Pai.Jobs.Analyzers.Tests;
using Source = Pai.Jobs.Analyzers.Tests.Verify;

namespace Pai.Jobs.CodeFixes.Tests;

/// <summary>Every rule has a fix, or a reason why only a person can decide.</summary>
public partial class AllRulesTests
{
    private static readonly Dictionary<string, string> s_needsPerson = new()
    {
        [RuleIds.WrongKindOfRecord] = "what abstract or file was there for is not known",
        [RuleIds.MemberNameTaken] = "a good name is not known; the IDE's rename does the rest",
        [RuleIds.CannotBeRebuilt] = "what the value is to be inside the container is not known",
        [RuleIds.LanguageVersion] = "the language version is in the project, not in code",
        [RuleIds.Network] = "which network is not known",
        [RuleIds.Label] = "what the label was to say is not known",
        [RuleIds.CatalogFile] = "it is in a file that is not code",
        [RuleIds.PricesFile] = "it is in a file that is not code",
        [RuleIds.CostTooHigh] = "what is to be lowered, or allowed, is not known",
        [RuleIds.CostUnknown] = "the price, or the longest time, is not known",
        [RuleIds.AnalyzerOption] = "it is in a file that is not code",
        [RuleIds.DuplicateChannel] = "which of the two is to be renamed, and how, is not known, and the job's program has the names too",
        [RuleIds.ParameterType] = "how the value is to be written as text is not known",
        [RuleIds.DuplicateParameter] = "which of the two is to be renamed, and how, is not known, and the job's program has the names too",
        [RuleIds.ValidationAttribute] = "what was meant to be checked is not known",
        [RuleIds.MountOverlap] = "which of the two is to be moved, and where, is not known",
        [RuleIds.NotSeen] = "where the code of the other generator is to be is not known",
        [RuleIds.SameLocation] = "where the data is to go is not known",
        [RuleIds.LocationConversion] = "whether the type is wrong or the data is to be copied is not known",
        [RuleIds.DefaultInvalid] = "whether the default or the rule is wrong is not known",
        [RuleIds.AbsoluteSourceDir] = "where in the project the folder is to be is not known",
        [RuleIds.SourceDirAndProject] = "which of the two is the code is not known",
        [RuleIds.SourceProject] = "which project was meant is not known",
        [RuleIds.CommandCharacters] = "what was meant is not known",
        [RuleIds.EmptyCommand] = "the program is not known",
    };

    public static TheoryData<string> Ids => new(Source.Rules.Select(r => r.Id).Order());

    public static IReadOnlyList<CodeFixProvider> Fixes { get; } =
    [
        .. typeof(CodeFixes::Pai.Jobs.CodeFixes.MakePartialCodeFix).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(CodeFixProvider)))
            .Select(t => (CodeFixProvider)Activator.CreateInstance(t)!),
    ];

    private static bool IsFixable(string id) => Fixes.Any(f => f.FixableDiagnosticIds.Contains(id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_fix_or_a_reason(string id) => Assert.True(IsFixable(id) ^ s_needsPerson.ContainsKey(id), id);

    [Fact]
    public void No_fix_and_no_reason_is_for_a_rule_that_nobody_knows() =>
        Assert.Empty(Fixes.SelectMany(f => f.FixableDiagnosticIds).Concat(s_needsPerson.Keys).Except(Source.Rules.Select(r => r.Id)));

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Its_page_says_so_and_its_code_can_be_fixed(string id)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Root(), "docs/rules", id + ".md"));
        var says = FixLine().Match(page.Split("## How to fix it")[1].Split("## ")[0]);

        Assert.Equal(IsFixable(id), says.Success);
        // "Where" something holds, it need not hold in the example.
        if (says.Value.EndsWith('.')) Assert.NotEmpty(await FixRun.OfferedAsync(PageExample.Read(page, "Before"), id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_overview_names_it_if_it_has_a_fix(string id) =>
        Assert.Equal(
            IsFixable(id),
            File.ReadAllText(Path.Combine(Root(), "docs/ide.md")).Contains($"[{id}](rules/{id}.md)", StringComparison.Ordinal));

    [Fact]
    public void Every_fix_is_exported_and_can_fix_all() => Assert.All(Fixes, fix =>
    {
        var export = Assert.Single(fix.GetType().GetCustomAttributes(
            typeof(ExportCodeFixProviderAttribute), inherit: false).Cast<ExportCodeFixProviderAttribute>());
        Assert.Equal(fix.GetType().Name, export.Name);
        Assert.Equal([LanguageNames.CSharp], export.Languages);
        Assert.NotNull(fix.GetFixAllProvider());
    });

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../.."));

    [GeneratedRegex("A code fix does this(\\.| where )")]
    private static partial Regex FixLine();
}
