using Microsoft.CodeAnalysis;
using Pai.Jobs.Analyzers.Checks;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary><c>pai_jobs.max_cost</c> and the prices file, while the code is typed.</summary>
public class CostRuleTests
{
    private const string Image = "Image = \"a/b:1\", ";

    private static string Price(string type, string region = "cn-hangzhou", string amount = "1.25", string currency = "CNY") =>
        $$"""{"instanceType":"{{type}}","region":"{{region}}","amount":{{amount}}"""
        + $$""","currency":"{{currency}}","unit":"hour","source":"s","date":"2026-11-01"}""";

    private static string FileOf(params string[] prices) => $$"""{"version":1,"prices":[{{string.Join(",\n", prices)}}]}""";

    private static readonly string s_prices = FileOf(
        Price("ecs.g7.xlarge"), Price("ecs.g7.2xlarge", amount: "2.5"), Price("ecs.c7.large", "cn-hangzhou", "1", "USD"));

    private static async Task<Diagnostic[]> RunAsync(
        string arguments, string config = "pai_jobs.max_cost = 10 CNY", string? prices = null, string attributes = "")
    {
        var source = $"{attributes}\n[ProcessingJob(\"python main.py\", {Image}{arguments})]\n"
            + "public partial record TokenizeJob { [Output] public OssUri? Tokens { get; init; } }";
        var (diagnostics, _) = await Verify.RunAsync(source, options: new(config) { Prices = prices ?? s_prices });
        return [.. diagnostics];
    }

    [Theory]
    [InlineData("InstanceType = \"ecs.g7.xlarge\", MaxRunTimeSeconds = 28800")]
    [InlineData("InstanceType = \"ecs.g7.xlarge\", MaxRunTimeSeconds = 14400, InstanceCount = 2")]
    [InlineData("InstanceType = \"local\"")]
    [InlineData("ResourceId = \"quota1\"")]
    [InlineData("InstanceType = \"ecs.g7.xlarge\"", "")]
    [InlineData("InstanceType = \"ecs.g7.xlarge\"", "pai_jobs.max_cost = none")]
    public async Task A_job_within_its_limit_or_without_one_is_fine(string arguments, string config = "pai_jobs.max_cost = 10 CNY") =>
        Assert.Empty(await RunAsync(arguments, config));

    [Theory]
    [InlineData("MaxRunTimeSeconds = 28801", "", "10.020834 CNY", "1 node x 1.25 CNY an hour x 08:01:00, ecs.g7.xlarge")]
    [InlineData("MaxRunTimeSeconds = 3600, InstanceCount = 9", "", "11.25 CNY", "9 nodes x 1.25 CNY an hour x 01:00:00, ecs.g7.xlarge")]
    [InlineData("MaxRunTimeSeconds = 3600", "[Retry]", "23.75 CNY", "x 19 tries, ecs.g7.xlarge")]
    [InlineData(
        "MaxRunTimeSeconds = 3600",
        "[Retry(OutOfStockRetries = 2, PreemptedRetries = 1, NodeFaultRetries = 0, "
        + "FallbackInstanceTypes = new[] { \"ecs.g7.2xlarge\" }, OwnErrorRetries = 1)]",
        "12.5 CNY", "x 5 tries, ecs.g7.2xlarge, the dearest of the instance types")]
    public async Task A_job_that_can_cost_more_is_reported_with_its_factors(string more, string attributes, string cost, string factors)
    {
        var problem = Assert.Single(await RunAsync($"InstanceType = \"ecs.g7.xlarge\", {more}", attributes: attributes));

        Assert.Equal(("PAI2032", DiagnosticSeverity.Warning), (problem.Id, problem.Severity));
        Assert.Contains($"'TokenizeJob' can cost {cost}, but pai_jobs.max_cost is 10 CNY", problem.GetMessage(), StringComparison.Ordinal);
        Assert.Contains(factors, problem.GetMessage(), StringComparison.Ordinal);
        var text = (await problem.Location.SourceTree!.GetTextAsync()).ToString(problem.Location.SourceSpan);
        Assert.Equal("\"ecs.g7.xlarge\"", text);
    }

    [Theory]
    [InlineData("InstanceType = \"ecs.g7.xlarge\"", "the job has no time limit: set MaxRunTimeSeconds")]
    [InlineData("InstanceType = \"ecs.g6.xlarge\", MaxRunTimeSeconds = 60", "has no price for ecs.g6.xlarge in cn-hangzhou: add one")]
    [InlineData("InstanceType = \"ecs.g6.xlarge\"", "has no price for ecs.g6.xlarge in cn-hangzhou: add one; the job has no time limit")]
    [InlineData(
        "InstanceType = \"ecs.g7.xlarge\", MaxRunTimeSeconds = 60", "no price for ecs.g7.xlarge in cn-beijing, only in cn-hangzhou",
        "pai_jobs.max_cost = 10 CNY\npai_jobs.region = cn-beijing")]
    [InlineData(
        "InstanceType = \"ecs.c7.large\", MaxRunTimeSeconds = 60",
        "the price of ecs.c7.large is in USD: write pai_jobs.max_cost in USD")]
    public async Task A_cost_that_is_not_known_is_reported_with_the_reasons(
        string arguments, string reason, string config = "pai_jobs.max_cost = 10 CNY")
    {
        var problem = Assert.Single(await RunAsync(arguments, config));

        Assert.Equal(("PAI2033", DiagnosticSeverity.Warning), (problem.Id, problem.Severity));
        Assert.Contains(reason, problem.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_region_chooses_the_price()
    {
        var prices = FileOf(Price("ecs.g7.xlarge"), Price("ecs.g7.xlarge", "cn-beijing", "99"));
        const string Job = "InstanceType = \"ecs.g7.xlarge\", MaxRunTimeSeconds = 3600";
        const string Limit = "pai_jobs.max_cost = 10 CNY\n";

        Assert.Empty(await RunAsync(Job, Limit + "pai_jobs.region = cn-hangzhou", prices));
        Assert.Equal("PAI2032", Assert.Single(await RunAsync(Job, Limit + "pai_jobs.region = cn-beijing", prices)).Id);
        var unknown = Assert.Single(await RunAsync(Job, Limit, prices));
        Assert.Contains("the region of the job is not known", unknown.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_without_a_prices_file_says_so()
    {
        var (diagnostics, _) = await Verify.RunAsync(
            $"[ProcessingJob(\"x\", {Image}InstanceType = \"ecs.g7.xlarge\")] "
            + "public partial record A { [Output] public OssUri? B { get; init; } }",
            options: new("pai_jobs.max_cost = 10 CNY"));

        Assert.Contains("the project has no pai-jobs.prices.json", Assert.Single(diagnostics).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("50", "write an amount, a space and a currency")]
    [InlineData("50 yuan", "\"yuan\" is not a currency code")]
    [InlineData("-1 CNY", "is negative")]
    public async Task A_limit_that_is_not_an_amount_is_reported(string limit, string reason)
    {
        var problem = Assert.Single(await RunAsync("InstanceType = \"ecs.g7.xlarge\"", "pai_jobs.max_cost = " + limit));

        Assert.Equal("PAI2029", problem.Id);
        Assert.Contains($"\"{limit}\" is not a valid value of pai_jobs.max_cost: ", problem.GetMessage(), StringComparison.Ordinal);
        Assert.Contains(reason, problem.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_problem_of_the_prices_file_is_at_its_value()
    {
        var prices = FileOf(Price("ecs.g7.xlarge", currency: "cny"), Price("ecs.g7.xlarge", amount: "-1"));

        var problems = await RunAsync("InstanceType = \"ecs.g7.xlarge\"", "", prices);

        Assert.All(problems, p => Assert.Equal("PAI2031", p.Id));
        Assert.Equal(
            ["0:\"cny\"", "1:-1", "1:{"],
            problems.Select(p => $"{p.Location.GetLineSpan().StartLinePosition.Line}:{TextOf(p)}").Order(StringComparer.Ordinal));
        Assert.All(problems, p => Assert.EndsWith("/pai-jobs.prices.json", p.Location.GetLineSpan().Path, StringComparison.Ordinal));

        string TextOf(Diagnostic problem)
        {
            var span = problem.Location.GetLineSpan();
            var line = prices.Split('\n')[span.StartLinePosition.Line];
            return line[span.StartLinePosition.Character..span.EndLinePosition.Character];
        }
    }

    [Fact]
    public void The_default_retries_are_those_of_the_attribute() =>
        Assert.Equal(
            CostChecks.DefaultRetries,
            typeof(RetryAttribute).GetProperties().Where(p => p.Name.EndsWith("Retries", StringComparison.Ordinal))
                .ToDictionary(p => p.Name, p => (int)p.GetValue(new RetryAttribute())!));
}
