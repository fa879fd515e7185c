using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Tests;

/// <summary>docs/telemetry.md names what the code names, and each log message has an id of its own.</summary>
public partial class TelemetryPageTests
{
    private static readonly string s_root = Root();

    private static readonly string s_page = File.ReadAllText(Path.Combine(s_root, "docs/telemetry.md"));

    [Theory]
    [InlineData(typeof(SpanNames), "Spans")]
    [InlineData(typeof(AttributeNames), "Attributes")]
    [InlineData(typeof(MetricNames), "Metrics")]
    public void The_page_has_every_name_in_the_same_order(Type names, string section) =>
        Assert.Equal(
            names.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!),
            Rows(section).Select(r => r[0].Trim('`')));

    [Fact]
    public void Each_metric_names_attributes_that_exist()
    {
        var attributes = Rows("Attributes").Where(r => r[1].Contains("metrics", StringComparison.Ordinal)).Select(r => r[0]);

        Assert.Equal(attributes.Order(), Rows("Metrics").SelectMany(r => r[3].Split(", ")).Distinct().Order());
    }

    [Fact]
    public void Each_log_message_has_an_id_of_its_own_in_the_range_of_its_folder_and_the_page_has_all()
    {
        var messages = Messages();
        var ranges = Rows("Log messages").Where(r => r[0].Contains('–', StringComparison.Ordinal))
            .Select(r => (From: Number(r[0].Split('–')[0]), To: Number(r[0].Split('–')[1]), Folder: r[1].Trim('`') + "/")).ToList();

        Assert.Empty(messages.GroupBy(m => m.Id).Where(g => g.Count() > 1).Select(g => string.Join(", ", g)));
        Assert.All(messages, m => Assert.Contains(
            ranges, r => m.Id >= r.From && m.Id <= r.To && m.File.StartsWith(r.Folder, StringComparison.Ordinal)));
        Assert.Equal(
            messages.OrderBy(m => m.Id).Select(m => $"{m.Id} {m.Level} {m.Name}"),
            Rows("Log messages").Where(r => r.Length == 3 && char.IsAsciiDigit(r[0][0])).Select(r => $"{r[0]} {r[1]} {r[2].Trim('`')}"));
    }

    [Fact]
    public void No_message_is_logged_without_an_id() => Assert.Empty(
        Sources().Where(s => Unnumbered().IsMatch(s.Text)).Select(s => s.File));

    private static List<(int Id, string Level, string Name, string File)> Messages()
    {
        var messages = new List<(int Id, string Level, string Name, string File)>();
        foreach (var (file, text) in Sources())
        {
            var found = Defined().Matches(text).Concat(Generated().Matches(text)).Select(m => (
                Number(m.Groups["id"].Value), m.Groups["level"].Value, m.Groups["name"].Value, file)).ToList();
            // A form that the patterns do not know would go unseen.
            Assert.True(found.Count == Uses().Count(text), $"{file} defines a log message in another form.");
            messages.AddRange(found);
        }

        return messages;
    }

    private static IEnumerable<(string File, string Text)> Sources() =>
        Directory.EnumerateFiles(Path.Combine(s_root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(f => (Path.GetRelativePath(s_root, f).Replace('\\', '/'), File.ReadAllText(f)));

    /// <summary>The rows of all tables of a section, without their heads.</summary>
    private static IEnumerable<string[]> Rows(string section)
    {
        var start = s_page.IndexOf($"## {section}\n", StringComparison.Ordinal);
        var end = s_page.IndexOf("\n## ", start, StringComparison.Ordinal);
        var lines = s_page[start..(end < 0 ? s_page.Length : end)].Split('\n');
        return lines.Select((line, i) => (line, i))
            .Where(l => l.line.StartsWith('|') && !l.line.StartsWith("|--", StringComparison.Ordinal)
                && !(l.i + 1 < lines.Length && lines[l.i + 1].StartsWith("|--", StringComparison.Ordinal)))
            .Select(l => l.line.Trim('|', ' ').Split(" | "));
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    [GeneratedRegex(@"LoggerMessage\.Define(?:<[^>]*>)?\(\s*LogLevel\.(?<level>\w+),\s*new\((?<id>\d+), (?:nameof\(|"")(?<name>\w+)")]
    private static partial Regex Defined();

    [GeneratedRegex(
        @"\[LoggerMessage\(\s*EventId = (?<id>\d+),\s*Level = LogLevel\.(?<level>\w+),"
        + @"\s*Message = [^]]*\]\s*\w+ static partial void (?<name>\w+)")]
    private static partial Regex Generated();

    [GeneratedRegex(@"LoggerMessage\.Define|\[LoggerMessage")]
    private static partial Regex Uses();

    [GeneratedRegex(@"\.Log(?:Trace|Debug|Information|Warning|Error|Critical)\(")]
    private static partial Regex Unnumbered();
}
