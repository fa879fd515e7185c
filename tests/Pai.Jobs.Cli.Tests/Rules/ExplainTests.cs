
namespace Pai.Jobs.Cli.Tests.Rules;

public class ExplainTests
{
    [Theory]
    [InlineData("PAI2003")]
    [InlineData("pai2003")]
    [InlineData("2003")]
    public async Task A_rule_is_explained_by_its_page(string rule)
    {
        await using var home = new CliHome();

        var outcome = (await home.RunAsync("explain", rule)).Exits(ExitCodes.Success);

        Assert.StartsWith("# PAI2003:", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_page_too()
    {
        await using var home = new CliHome();

        var rule = (await home.RunAsync("explain", "2003", "-o", "json")).Exits(ExitCodes.Success).Json;

        Assert.Equal("PAI2003", rule.GetProperty("id").GetString());
        Assert.StartsWith("# PAI2003", rule.GetProperty("page").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_rules_are_listed()
    {
        await using var home = new CliHome();

        var outcome = (await home.RunAsync("explain")).Exits(ExitCodes.Success);

        Assert.Contains(outcome.Lines, l => l.StartsWith("PAI1001  ", StringComparison.Ordinal));
        Assert.True(outcome.Lines.Length > 60);
    }

    [Fact]
    public async Task An_unknown_rule_is_told_with_its_block()
    {
        await using var home = new CliHome();

        var outcome = (await home.RunAsync("explain", "PAI2999")).Exits(ExitCodes.Usage);

        Assert.Contains("PAI2001 to PAI2", outcome.Error, StringComparison.Ordinal);
    }
}
