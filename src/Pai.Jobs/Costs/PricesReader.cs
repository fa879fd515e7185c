#if NETSTANDARD
using System;
using System.Collections.Generic;
#else
using Pai.Jobs.Internal.Text;
#endif
using System.Globalization;
using System.Text.RegularExpressions;

namespace Pai.Jobs.Internal.Costs;

/// <summary>Reads a prices file, with all of its problems. docs/cost.md has the format. The analyzers compile this file too.</summary>
internal sealed class PricesReader
{
    private const string Version = "1";

    private static readonly string[] s_root = ["$schema", "version", "prices"];
    private static readonly string[] s_price = ["instanceType", "region", "amount", "currency", "unit", "source", "date"];
    private static readonly Regex s_type = new(@"^[a-z0-9]+([.-][a-z0-9]+)+\z", RegexOptions.CultureInvariant);
    private static readonly Regex s_region = new(@"^[a-z0-9]+(-[a-z0-9]+)+\z", RegexOptions.CultureInvariant);

    private readonly List<PriceProblem> _problems;
    private readonly List<int> _lineStarts = [0];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly List<InstancePrice> _prices = [];

    private PricesReader(string text, List<PriceProblem> problems)
    {
        _problems = problems;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n') _lineStarts.Add(i + 1);
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="text">The content.</param>
    /// <param name="source">The file, for people.</param>
    /// <param name="problems">Gets all problems, in order.</param>
    /// <returns>The prices that have no problem.</returns>
    public static PriceList Read(string text, string source, List<PriceProblem> problems)
    {
        var reader = new PricesReader(text, problems);
        var position = 0;
        try
        {
            reader.ReadRoot(JsonText.Read(text, out position));
        }
        catch (FormatException e)
        {
            reader.Problem(position, position < text.Length ? 1 : 0, "Invalid JSON: " + e.Message);
        }

        return new(source, reader._prices);
    }

    private void ReadRoot(JsonNode root)
    {
        if (root.Kind != JsonKind.Object)
        {
            Problem(root.Start, 1, "A prices file is a JSON object: {\"version\": 1, \"prices\": [...]}");
            return;
        }

        var members = MembersOf(root, s_root, "the file");
        if (Find(members, "$schema") is { Kind: not JsonKind.String } schema) Problem(schema, "$schema must be a string");
        if (Require(root, members, "version", "the file") is { } version && version is not { Kind: JsonKind.Number, Text: Version })
            Problem(version, $"version must be {Version}, the version of the format that this package reads");
        if (Require(root, members, "prices", "the file") is not { } prices) return;
        if (prices.Kind != JsonKind.Array) Problem(prices, "prices must be an array");
        foreach (var price in prices.Items) ReadPrice(price);
    }

    private void ReadPrice(JsonNode price)
    {
        if (price.Kind != JsonKind.Object)
        {
            Problem(price, "A price must be a JSON object");
            return;
        }

        var before = _problems.Count;
        var members = MembersOf(price, s_price, "a price");
        var type = Text(price, members, "instanceType", s => s == "local" ? "\"local\" is this machine, which has no price"
            : s_type.IsMatch(s) ? null
            : $"\"{s}\" is not an instance type: write one such as ecs.g7.xlarge");
        var region = Text(price, members, "region", s => s_region.IsMatch(s)
            ? null
            : $"\"{s}\" is not a region: write one such as cn-hangzhou");
        var amount = AmountOf(price, members);
        var currency = Text(price, members, "currency", MoneyText.ProblemOfCurrency);
        var unit = Text(price, members, "unit", s => s is "hour" or "minute" or "second"
            ? null
            : $"\"{s}\" is not a unit of time: write hour, minute or second");
        var source = Text(price, members, "source", s => s.Trim().Length > 0
            ? null
            : "source is empty: name the page or the contract that has the price");
        var date = Text(price, members, "date", s => IsDate(s)
            ? null
            : $"\"{s}\" is not a date: write year, month and day, for instance 2026-01-31");
        // A second entry is reported also where something else is wrong with it.
        if (type is not null && region is not null) CheckTwice(price, type, region);
        if (_problems.Count > before) return;
        _prices.Add(new(type!, region!, amount, currency!, UnitOf(unit!), source!, date!));
    }

    private void CheckTwice(JsonNode price, string type, string region)
    {
        var key = type + " " + region;
        if (_lines.TryGetValue(key, out var first))
            Problem(price.Start, 1, $"The price of {type} in {region} is specified twice: line {Text(first)} has one too");
        else _lines.Add(key, LineOf(price.Start));
    }

    private decimal AmountOf(JsonNode price, Dictionary<string, JsonNode> members)
    {
        if (Require(price, members, "amount", "a price") is not { } node) return 0;
        var amount = 0m;
        var problem = node.Kind == JsonKind.Number ? MoneyText.ProblemOfAmount(node.Text, out amount) : "amount must be a number";
        if (problem is not null) Problem(node, problem);
        return amount;
    }

    /// <summary>The value of a member that is a string; null where it is missing or wrong, which is reported.</summary>
    private string? Text(JsonNode owner, Dictionary<string, JsonNode> members, string name, Func<string, string?> problemOf)
    {
        if (Require(owner, members, name, "a price") is not { } node) return null;
        var problem = node.Kind == JsonKind.String ? problemOf(node.Text) : name + " must be a string";
        if (problem is null) return node.Text;
        Problem(node, problem);
        return null;
    }

    private JsonNode? Require(JsonNode owner, Dictionary<string, JsonNode> members, string name, string place)
    {
        var node = Find(members, name);
        if (node is null) Problem(owner.Start, 1, $"{name} is missing: {place} must have {string.Join(", ", Required(place))}");
        return node;
    }

    private static IEnumerable<string> Required(string place)
    {
        foreach (var name in place == "a price" ? s_price : s_root)
            if (name != "$schema") yield return name;
    }

    private Dictionary<string, JsonNode> MembersOf(JsonNode node, string[] known, string place)
    {
        var members = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var member in node.Members)
        {
            if (Array.IndexOf(known, member.Name) < 0)
            {
                var near = NearestOf(member.Name, known) is { } name ? $"did you mean {name}?" : "use " + string.Join(", ", known);
                Problem(member.Start, member.Length, $"\"{member.Name}\" is not a member of {place}: {near}");
            }
            else if (members.ContainsKey(member.Name))
            {
                Problem(member.Start, member.Length, $"{member.Name} is specified twice: remove one of them");
            }
            else
            {
                members.Add(member.Name, member.Value);
            }
        }

        return members;
    }

    private static string? NearestOf(string name, string[] known)
    {
        string? nearest = null;
        var least = EditDistance.LimitOf(name) + 1;
        foreach (var other in known)
            if (EditDistance.Of(name, other) is var distance && distance < least) (nearest, least) = (other, distance);
        return nearest;
    }

    private static JsonNode? Find(Dictionary<string, JsonNode> members, string name) =>
        members.TryGetValue(name, out var node) ? node : null;

    private static bool IsDate(string text) => text.Length == 10
        && DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static PriceUnit UnitOf(string unit) => unit switch
    {
        "hour" => PriceUnit.Hour,
        "minute" => PriceUnit.Minute,
        _ => PriceUnit.Second,
    };

    private void Problem(JsonNode node, string message) => Problem(node.Start, node.Length, message);

    private void Problem(int start, int length, string message) => _problems.Add(new(start, length, LineOf(start), message));

    private int LineOf(int position)
    {
        var index = _lineStarts.BinarySearch(position);
        return index >= 0 ? index + 1 : ~index;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
