using System.Globalization;

namespace Pai.Jobs.Generators.Tests;

public class DeterminismTests
{
    public static TheoryData<string> Cultures => new("sv-SE", "tr-TR", "de-DE", "fa-IR", "th-TH");

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Cultures))]
    public void Every_culture_gets_the_same_bytes(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var invariant = All();
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.NotEqual(
                "1.5", 1.5.ToString(CultureInfo.CurrentCulture).Replace("th-TH" == culture ? "." : "\0", "", StringComparison.Ordinal));
            Assert.Equal(invariant, All());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        string[] sources =
        [
            """
            [Pai.Jobs.ProcessingJob("python main.py", Image = "registry/image:1")]
            internal partial record Job { [Pai.Jobs.Parameter] public int B { get; init; } }
            """,
            "internal partial record Job : Base { [Pai.Jobs.Parameter] public int A { get; init; } }",
            "internal record Base { [Pai.Jobs.Parameter] public int C { get; init; } }",
            """
            [Pai.Jobs.ProcessingJob("python main.py", Image = "registry/image:1")]
            internal partial record JOB { [Pai.Jobs.Parameter] public int B { get; init; } }
            """,
        ];
        var compilation = Compiler.Create(sources);
        var reversed = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse());

        Assert.Equal(Compiler.Generate(compilation), Compiler.Generate(reversed));
    }

    [Theory]
    [MemberData(nameof(Shape.Names), MemberType = typeof(Shape))]
    public void Lines_end_the_same_way_on_every_machine(string shape)
    {
        var crlf = Compiler.Create(
            [Shape.All[shape].Source.Replace("\n", "\r\n", StringComparison.Ordinal)], Shape.All[shape].Version, Shape.All[shape].Nullable);
        var files = Compiler.Generate(crlf);

        Assert.All(files.Values, f => Assert.DoesNotContain('\r', f));
        Assert.Equal(Compiler.Generate(Shape.All[shape].Compile()), files);
    }

    private static SortedDictionary<string, string> All() =>
        new(Shape.All.SelectMany(s => Compiler.Generate(s.Value.Compile()).Select(f => (s.Key + "/" + f.Key, f.Value)))
            .ToDictionary(f => f.Item1, f => f.Value), StringComparer.Ordinal);
}
