using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Pai.Jobs.Internal.Costs;

namespace Pai.Jobs.Tests;

/// <summary>The prices file: what it has, and every problem with its line.</summary>
public class PricesReaderTests
{
    private const string Entry =
        """{"instanceType":"ecs.g7.xlarge","region":"cn-hangzhou","amount":1.25"""
        + ""","currency":"CNY","unit":"hour","source":"s","date":"2026-11-01"}""";

    private static string FileOf(params string[] entries) => $$"""{"version":1,"prices":[{{string.Join(",\n", entries)}}]}""";

    private static (PriceList Prices, IReadOnlyList<PriceProblem> Problems) Read(string json)
    {
        var problems = new List<PriceProblem>();
        return (PricesReader.Read(json, "prices.json", problems), problems);
    }

    [Fact]
    public void All_of_a_price_is_read_and_its_amount_is_exact()
    {
        var (prices, problems) = Read(FileOf(Entry.Replace("1.25", "0.1234567", StringComparison.Ordinal)));

        Assert.Empty(problems);
        Assert.Equal(
            new InstancePrice("ecs.g7.xlarge", "cn-hangzhou", 0.1234567m, "CNY", PriceUnit.Hour, "s", "2026-11-01"),
            Assert.Single(prices.Prices));
    }

    [Theory]
    [InlineData("1.25", "-1", "\"-1\" is negative: an amount is 0 or more")]
    [InlineData("1.25", "1e13", "\"1e13\" is too large: an amount is at most 1000000000000")]
    [InlineData("1.25", "1e-30", "\"1e-30\" has too many digits: an amount has at most 12 decimals")]
    [InlineData("1.25", "0.1234567890123", "has too many digits")]
    [InlineData("1.25", "1.0000000000000000000000000000000001", "has too many digits")]
    [InlineData("1.25", "\"1.25\"", "amount must be a number")]
    [InlineData("1.25", "null", "amount must be a number")]
    [InlineData("\"CNY\"", "\"cny\"", "\"cny\" is not a currency code: did you mean CNY?")]
    [InlineData("\"CNY\"", "\"RMB\"", "\"RMB\" is not a currency code: did you mean CNY?")]
    [InlineData("\"CNY\"", "\"¥\"", "\"¥\" is not a currency code: write the three capital letters of ISO 4217")]
    [InlineData("\"hour\"", "\"day\"", "\"day\" is not a unit of time: write hour, minute or second")]
    [InlineData("\"hour\"", "3600", "unit must be a string")]
    [InlineData("2026-11-01", "2026-11-31", "\"2026-11-31\" is not a date: write year, month and day")]
    [InlineData("2026-11-01", "01.11.2026", "\"01.11.2026\" is not a date")]
    [InlineData("\"s\"", "\" \"", "source is empty")]
    [InlineData("\"source\":\"s\",", "", "source is missing: a price must have instanceType, region, amount, currency, unit, source, date")]
    [InlineData("\"source\"", "\"sources\"", "\"sources\" is not a member of a price: did you mean source?")]
    [InlineData("\"source\":\"s\"", "\"source\":\"s\",\"source\":\"t\"", "source is specified twice")]
    [InlineData("ecs.g7.xlarge", "local", "\"local\" is this machine, which has no price")]
    [InlineData("ecs.g7.xlarge", "ECS G7", "\"ECS G7\" is not an instance type")]
    [InlineData("cn-hangzhou", "Hangzhou", "\"Hangzhou\" is not a region")]
    public void A_wrong_value_is_named_with_its_line(string right, string wrong, string message)
    {
        var (prices, problems) = Read(FileOf(
            Entry.Replace("g7", "g6", StringComparison.Ordinal), Entry.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(problems, p => p.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(problems, p => Assert.Equal(2, p.Line));
        // What is right of the file is known all the same: the compiler goes on with it.
        Assert.Equal("ecs.g6.xlarge", Assert.Single(prices.Prices).InstanceType);
    }

    [Theory]
    [InlineData("[]", 1, "A prices file is a JSON object")]
    [InlineData("{}", 1, "version is missing: the file must have version, prices")]
    [InlineData("{\"version\":2,\"prices\":[]}", 1, "version must be 1")]
    [InlineData("{\"version\":1,\n\"prices\":{}}", 2, "prices must be an array")]
    [InlineData("{\"version\":1,\n\"prices\":[3]}", 2, "A price must be a JSON object")]
    [InlineData("{\"version\":1,\n\n\"prizes\":[]}", 3, "\"prizes\" is not a member of the file: did you mean prices?")]
    [InlineData("{\"version\":1,\n\"prices\":[],}", 2, "Invalid JSON: the name of a member is expected here")]
    [InlineData("{\"version\":1, // one\n\"prices\":[]}", 1, "Invalid JSON: ")]
    [InlineData("{\"version\":1,\r\n\"prices\":[", 2, "Invalid JSON: the file ends too early")]
    [InlineData("", 1, "Invalid JSON: the file ends too early")]
    public void A_file_of_another_shape_is_refused(string json, int line, string message)
    {
        var (prices, problems) = Read(json);

        Assert.Contains(problems, p => p.Line == line && p.Message.StartsWith(message, StringComparison.Ordinal));
        Assert.Empty(prices.Prices);
    }

    [Fact]
    public void The_same_instance_and_region_twice_is_refused_with_both_lines()
    {
        var (_, problems) = Read(FileOf(Entry, Entry.Replace("hangzhou", "beijing", StringComparison.Ordinal), Entry));

        var problem = Assert.Single(problems);
        Assert.Equal(
            (3, "The price of ecs.g7.xlarge in cn-hangzhou is specified twice: line 1 has one too"), (problem.Line, problem.Message));
    }

    [Fact]
    public void All_problems_of_a_file_are_in_one_exception()
    {
        using var folder = new TempFolder();
        folder.Write("prices.json", FileOf(
            Entry.Replace("CNY", "yuan", StringComparison.Ordinal).Replace("\"hour\"", "\"h\"", StringComparison.Ordinal),
            Entry.Replace("1.25", "-1", StringComparison.Ordinal)));

        var e = Assert.Throws<JobException>(() => PricesFile.Load(folder.In("prices.json"), "the variable PAI_JOBS_PRICES"));

        string[] parts =
            [folder.In("prices.json"), "PAI_JOBS_PRICES", "4 reason(s)", "line 1: \"yuan\"", "line 1: \"h\"", "line 2: \"-1\""];
        foreach (var part in parts)
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
        Assert.Contains(
            "cannot be read", Assert.Throws<JobException>(() => PricesFile.Load(folder.In("none"), "x")).Message, StringComparison.Ordinal);
    }

    /// <summary>The reader of JSON accepts exactly what that of .NET does, and no bytes break it.</summary>
    [Fact]
    public void It_accepts_the_JSON_that_others_do()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PAI_FUZZ_SEED"), out var given) ? given : 20261128;
        var random = new Random(seed);
        var whole = FileOf(Entry, """{"a\u00e9\n":[true,false,null,-0.5e+3,"",{}],"b":[]}""");
        const string Characters = "{}[]\",:.-+eE0123456789truefalsn\\u/ \n\t\u0001";
        var accepted = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(whole);
            for (var edits = random.Next(4); edits > 0; edits--)
            {
                var at = random.Next(text.Length);
                if (random.Next(2) == 0) text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at));
                else text.Insert(at, Characters[random.Next(Characters.Length)]);
            }

            var json = text.ToString();
            var problems = new List<PriceProblem>();
            PricesReader.Read(json, "x", problems);
            var isJson = !problems.Exists(p => p.Message.StartsWith("Invalid JSON", StringComparison.Ordinal));
            if (isJson) accepted++;
            Assert.True(IsJson(json) == isJson, $"Seed {seed}, case {i}: {json}");
            Assert.All(problems, p => Assert.InRange(p.Start + p.Length, p.Start, json.Length));
        }

        Assert.InRange(accepted, 1000, 19_000);
    }

    [Fact]
    public void The_schema_and_the_page_are_those_of_the_reader()
    {
        var docs = Docs();
        var item = JsonDocument.Parse(File.ReadAllText(Path.Combine(docs, "prices.schema.json"))).RootElement
            .GetProperty("properties").GetProperty("prices").GetProperty("items");
        var names = item.GetProperty("properties").EnumerateObject().Select(p => p.Name).ToList();

        Assert.Equal(names, item.GetProperty("required").EnumerateArray().Select(r => r.GetString()));
        Assert.Contains($"a price must have {string.Join(", ", names)}", Read(FileOf("{}")).Problems[0].Message, StringComparison.Ordinal);
        var page = File.ReadAllText(Path.Combine(docs, "cost.md"));
        Assert.Empty(Read(page.Split("```json\n")[1].Split("```")[0]).Problems);
    }

    private static string Docs([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs"));

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
