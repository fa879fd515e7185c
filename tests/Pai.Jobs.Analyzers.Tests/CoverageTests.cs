using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>Walks docs/rules/coverage.md: every argument with every kind of wrong value has a rule, or a reason for none.</summary>
[Trait("Kind", "Exhaustive")]
public partial class CoverageTests
{
    private const string Job = "[ProcessingJob(\"x\", Image = \"registry/image:1\", InstanceType = \"ecs.g7.xlarge\")]";
    private const string Output = "[Output] public OssUri? Tokens { get; init; }";

    private static string PagePath([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../docs/rules/coverage.md"));

    public static TheoryData<string, string, string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string, string, string>();
            foreach (Match row in Row().Matches(File.ReadAllText(PagePath())))
                rows.Add(row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value, row.Groups[5].Value);
            return rows;
        }
    }

    [Fact]
    public void There_is_a_row_for_every_kind_of_every_argument() =>
        Assert.Equal(
            Arguments().Distinct().Order(StringComparer.Ordinal),
            Rows.Select(r => $"{r[0]}.{r[1]}: {r[2]}").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Its_rule_says_so(string attribute, string argument, string kind, string code, string rule)
    {
        var source =
            code.StartsWith("[ProcessingJob", StringComparison.Ordinal) ? $"{code} public partial record TokenizeJob {{ {Output} }}"
            : code.EndsWith(']') ? $"{code} {Job} public partial record TokenizeJob {{ {Output} }}"
            : $"{Job} public partial record TokenizeJob {{ {Output} {code} }}";
        var expected = RuleLink().Match(rule) is { Success: true } link ? [link.Value] : Array.Empty<string>();

        var (diagnostics, _) = await Verify.RunAsync(source);

        Assert.True(Verify.Compiles(source), source);
        Assert.True(
            expected.SequenceEqual(diagnostics.Select(d => d.Id).Distinct()),
            $"{attribute}.{argument}, {kind}: {string.Join("; ", diagnostics)}");
    }

    /// <summary>What a user can write in an attribute, by reflection over the library.</summary>
    private static IEnumerable<string> Arguments()
    {
        foreach (var type in typeof(ProcessingJobAttribute).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(Attribute))))
        {
            var name = type.Name[..^"Attribute".Length];
            foreach (var parameter in type.GetConstructors().SelectMany(c => c.GetParameters()))
                foreach (var kind in KindsOf(parameter.ParameterType)) yield return $"{name}.{parameter.Name}: {kind}";
            foreach (var property in type.GetProperties(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(p => p.CanWrite))
                foreach (var kind in KindsOf(property.PropertyType)) yield return $"{name}.{property.Name}: {kind}";
        }
    }

    private static string[] KindsOf(Type type) =>
        type == typeof(string) ? ["empty", "malformed"]
        : type == typeof(string[]) ? ["empty list", "empty element"]
        : type == typeof(int) ? ["negative", "zero"]
        : type == typeof(double) ? ["negative", "zero", "not a number"]
        : type == typeof(bool) ? ["contradicting"]
        : type.IsEnum ? ["undefined"]
        : throw new NotSupportedException($"What can be wrong with {type}?");

    [GeneratedRegex(@"^\| (\w+) \| (\w+) \| ([^|]+) \| `([^`]+)` \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"(?<=^\[)PAI\d{4}(?=\])")]
    private static partial Regex RuleLink();
}
