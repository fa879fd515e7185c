using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>Everything that users read keeps to the house style in docs/contributing.md.</summary>
public class HouseStyleTests
{
    private static readonly string s_root = Root();

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../.."));

    [Fact]
    public void A_rule_title_states_the_fault() =>
        Assert.All(Verify.Rules, rule => Assert.Matches(HouseStyle.Title, rule.Title.ToString()));

    [Fact]
    public void A_rule_message_has_the_next_step_after_a_colon_or_from_its_check() =>
        Assert.All(Verify.Rules, rule => Assert.Matches(@": .|\}\z", rule.MessageFormat.ToString()));

    [Fact]
    public void Rules_are_plain() =>
        AssertPlain(Verify.Rules.SelectMany(rule => new[] { rule.Title, rule.MessageFormat, rule.Description }
            .Select(text => new Prose(rule.Id, text.ToString()))));

    [Theory]
    [InlineData("src/Pai.Jobs.Analyzers")]
    [InlineData("src/Pai.Jobs.Generators")]
    [InlineData("src/Pai.Jobs.CodeFixes")]
    [InlineData("src/Pai.Jobs")]
    [InlineData("src/Pai.Jobs.Emulator")]
    [InlineData("src/Pai.Jobs.Testing")]
    public void Messages_and_titles_of_fixes_are_plain(string project) =>
        AssertPlain(SourceFiles(project).SelectMany(file => Prose.OfStrings(file, s_root)));

    [Theory]
    [InlineData("Pai.Jobs")]
    [InlineData("Pai.Jobs.Emulator")]
    [InlineData("Pai.Jobs.Testing")]
    public void The_documentation_of_public_members_is_plain(string assembly) =>
        AssertPlain(Prose.OfDocumentation(Assembly.Load(assembly)));

    [Theory]
    [InlineData("docs")]
    [InlineData("docs/rules")]
    public void Pages_are_plain(string folder) =>
        AssertPlain(Directory.GetFiles(Path.Combine(s_root, folder), "*.md").Select(WithoutTable));

    [Fact]
    public void The_readme_is_plain() => AssertPlain([Prose.OfPage(Path.Combine(s_root, "README.md"), s_root)]);

    [Fact]
    public void The_house_style_has_the_same_table()
    {
        var page = File.ReadAllText(Path.Combine(s_root, "docs/contributing.md"));

        Assert.Equal(
            HouseStyle.Table.Select(row => $"| {row.Write} | {row.Not} |"),
            page.Split("| Write | Not |\n|---|---|\n")[1].Split("\n\n")[0].Split('\n'));
    }

    [Theory]
    [InlineData("The image is no image reference", "is no …")]
    [InlineData("The text is read when the program runs", "text")]
    [InlineData("Case and other signs are lost, and every sign", "sign")]
    [InlineData("An output gets a fresh place for each run", "place")]
    [InlineData("The jobs go\non", "goes on")]
    [InlineData("Ends the call early", "ends the call early")]
    [InlineData("Nobody waits for the call", "nobody, no one")]
    [InlineData("Lets go of the runs", "lets go of")]
    [InlineData("It is taken for active", "taken for")]
    [InlineData("The service has the last word", "has the last word")]
    [InlineData("Making one did not come to an end", "came to an end, said twice, tomorrow")]
    [InlineData("Nothing is said of numbers", "nothing is said")]
    [InlineData("Whether it is set",
        "What, Whether, Who, Whoever, How, Where, When or Why at the start of a summary")]
    public void A_banned_pattern_is_found(string text, string not) =>
        Assert.Contains(
            HouseStyle.ProblemsOf(new("page", text, IsSummary: true)), p => p.Contains($"has \"{not}\"", StringComparison.Ordinal));

    [Theory]
    [InlineData("There is no image, and there are no labels. It is no longer sold.")]
    [InlineData("It is passed in plain text, kept in text files, and read with System.Text.Json.")]
    [InlineData("The session signs requests; the key to sign with; an equals sign; percent signs.")]
    [InlineData("It takes place in place of another, with two decimal places.")]
    [InlineData("It is not what a reader expects. The job continues on spot instances.")]
    public void A_legitimate_use_passes(string text) => Assert.Empty(HouseStyle.ProblemsOf(new("page", text, IsSummary: true)));

    [Theory]
    [InlineData("Invalid image reference", true)]
    [InlineData("Call is not awaited", true)]
    [InlineData("The image is in another region", false)]
    [InlineData("A job without an image", false)]
    [InlineData("Call is not awaited.", false)]
    [InlineData("call is not awaited", false)]
    [InlineData("An instance type and a quota", false)]
    public void A_title_is_checked(string title, bool isGood) => Assert.Equal(isGood, HouseStyle.Title.IsMatch(title));

    private static void AssertPlain(IEnumerable<Prose> all)
    {
        var list = all.ToList();
        var problems = list.SelectMany(HouseStyle.ProblemsOf).ToList();

        Assert.NotEmpty(list);
        Assert.True(problems.Count == 0, $"See the house style in docs/contributing.md.\n{string.Join('\n', problems)}");
    }

    /// <summary>The table in docs/contributing.md names the banned words itself.</summary>
    private static Prose WithoutTable(string path)
    {
        var prose = Prose.OfPage(path, s_root);
        var text = prose.Text;
        foreach (var row in HouseStyle.Table)
            text = text.Replace($"| {row.Write} | {row.Not} |", "", StringComparison.Ordinal);
        return prose with { Text = text };
    }

    /// <summary>The files of a project that people write: no catalog of constants.</summary>
    private static IEnumerable<string> SourceFiles(string project) =>
        Directory.EnumerateFiles(Path.Combine(s_root, project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
