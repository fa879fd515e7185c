using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Tests;

/// <summary>Edits after which the generated code was once that of another edit. Each is made and taken back, on one driver.</summary>
public class KnownStalenessTests
{
    private const string Constants = """
        using Pai.Jobs;
        using static N.C;
        namespace N;
        static class C { public const string Image = "a/b:1"; }
        [ProcessingJob("x", Image = Image)] partial record Job { [Parameter] public int Count { get; init; } }
        """;

    private const string Attribute = """
        using System.Runtime.CompilerServices;
        class EvenAttribute([CallerLineNumber] int line = 0, [CallerArgumentExpression("line")] string? code = null)
            : System.ComponentModel.DataAnnotations.ValidationAttribute { public int Line => line; public string? Code => code; }
        """;

    /// <summary>A file that stays, and what a second one is before and after.</summary>
    public static TheoryData<string, string, string> Edits => new()
    {
        { Constants, "var Image = \"2\"; _ = Image;", "var other = \"2\"; _ = other;" },
        { Constants, "_ = int.TryParse(\"2\", out var Image);", "_ = int.TryParse(\"2\", out var other);" },
        { Constants, "_ = \"\" is { } Image;", "_ = \"\" is { } other;" },
        { Constants, "var (Image, x) = (1, 2);", "var (other, x) = (1, 2);" },
        { Constants, "(int Image, int x) = (1, 2);", "(int other, int x) = (1, 2);" },
        { Constants, "void Image() { }", "void Other() { }" },
        { Constants, "using var Image = new System.IO.MemoryStream();", "using var other = new System.IO.MemoryStream();" },
        // The same name, known in another place: found by the fuzzer.
        { Constants, "var Image = \"2\";", "{ var Image = \"2\"; }" },
        { Constants, "_ = \"\" is var Image;", "System.Action a = () => _ = \"\" is var Image;" },
        { Constants, "_ = \"\" is var Image;", "while (\"\" is var Image) { }" },
        { Constants, "_ = 1;", "" },
        {
            """
            using Pai.Jobs;
            [ProcessingJob("x", InstanceType = "local")]
            partial record Job { [Parameter] public int A { get; init; } public partial int Count { get; set; } }
            """,
            """
            partial record Job {
                [Pai.Jobs.Parameter] public int B { get; set; } [Pai.Jobs.Parameter] public partial int Count { get; set; } }
            """,
            """
            partial record Job {
                [Pai.Jobs.Parameter] public int B { get; set; } [Pai.Jobs.Parameter] public partial int Count { get => 1; set { } } }
            """
        },
        {
            """
            using Pai.Jobs;
            [ProcessingJob("x", InstanceType = "local")]
            partial record Job { public partial OssUri? Data { get; set; } }
            """,
            "partial record Job { [Pai.Jobs.Input] public partial Pai.Jobs.OssUri Data { get; set; } }",
            "partial record Job { [Pai.Jobs.Input] public partial Pai.Jobs.OssUri Data { get => null!; set { } } }"
        },
        {
            Attribute,
            """
            [Pai.Jobs.ProcessingJob("x", InstanceType = "local")]
            partial record Job { [Pai.Jobs.Parameter, Even(1 + 1)] public int Count { get; init; } }
            """,
            """
            // A line, and another source of the argument.
            [Pai.Jobs.ProcessingJob("x", InstanceType = "local")]
            partial record Job { [Pai.Jobs.Parameter, Even(1  +  1)] public int Count { get; init; } }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_and_the_way_back_leave_what_a_cold_run_makes(string kept, string before, string after)
    {
        foreach (var (first, second) in (ReadOnlySpan<(string, string)>)[(before, after), (after, before)])
        {
            var compilation = Compiler.Create([kept, first]);
            var driver = Compiler.CreateDriver(compilation).RunGenerators(compilation);
            foreach (var text in (string[])[second, first, second])
            {
                var tree = compilation.SyntaxTrees[1];
                compilation = compilation.ReplaceSyntaxTree(
                    tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));
                driver = driver.RunGenerators(compilation);
                Reference.AssertSame(compilation, driver, text);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void The_edit_matters(string kept, string before, string after)
    {
        // Or the test above would say nothing. That there are statements at all changes nothing here: their class is not mentioned.
        if (after.Length > 0)
            Assert.NotEqual(Compiler.Generate(Compiler.Create([kept, before])), Compiler.Generate(Compiler.Create([kept, after])));
    }

    [Theory]
    [InlineData("Even", true)]
    [InlineData("Even(code: \"x\")", true)]
    [InlineData("Even(3)", false)]
    [InlineData("Even(line: 3)", false)]
    [InlineData("Even(code: \"x\", line: 3)", false)]
    public void A_line_number_that_the_compiler_fills_in_is_refused(string attribute, bool isRefused)
    {
        var source = $$"""
            [Pai.Jobs.ProcessingJob("x", InstanceType = "local")]
            partial record Job { [Pai.Jobs.Parameter, {{attribute}}] public int Count { get; init; } }
            """;

        var file = Compiler.Generate(Compiler.Create([source, Attribute])).Values.Single();

        Assert.Equal(isRefused, file.Contains("All members throw: PAI4004", StringComparison.Ordinal));
    }
}
