using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Tests;

/// <summary>A job with an error has all its members, so that code which uses it has no error of its own.</summary>
public class BrokenJobTests
{
    private const string Job = """[ProcessingJob("x", InstanceType = "local")]""";

    private const string Use = """

        internal static class Use
        {
            public static async System.Threading.Tasks.Task Of(PaiSession session, Train job)
            {
                JobRun<Train, Train.Outputs> run = await job.SubmitAsync(session);
                JobOutput tokens = (await job.RunAsync(session)).Outputs.Tokens;
                await job.PlanAsync(session);
                JobDefinition definition = Train.Definition;
                Train again = Train.FromEnvironment();
                JobRun<Train, Train.Outputs> attached = await Train.AttachAsync(session, "id");
            }
        }
        """;

    /// <summary>The rule, and a record that breaks it; what is in it compiles without the generator.</summary>
    public static TheoryData<string, string> Mistakes => new()
    {
        { "PAI1003", $$"""{{Job}} internal abstract partial record Train { [Output] public OssUri? Tokens { get; init; } }""" },
        { "PAI1005", $$"""{{Job}} internal partial record Train { [Output] public OssUri? Tokens { get; } }""" },
        {
            "PAI1006",
            $$"""{{Job}} internal partial record Train { public Train(int n) { } [Output] public OssUri? Tokens { get; init; } }"""
        },
        { "PAI1007", $$"""{{Job}} internal partial record Train { [Output, Input] public OssUri? Tokens { get; init; } }""" },
        { "PAI1008", $$"""{{Job}} internal partial record Train { [Output] public static OssUri? Tokens { get; set; } }""" },
        { "PAI3001", $$"""{{Job}} internal partial record Train { [Output("a b")] public OssUri? Tokens { get; init; } }""" },
        {
            "PAI3002",
            $$"""
            {{Job}} internal partial record Train {
                [Output] public OssUri? Tokens { get; init; } [Output("tokens")] public OssUri? More { get; init; } }
            """
        },
        { "PAI3003", $$"""{{Job}} internal partial record Train { [Output] public string? Tokens { get; init; } }""" },
        { "PAI3005", $$"""{{Job}} internal partial record Train { [Output(Uri = "nas://x")] public OssUri? Tokens { get; init; } }""" },
        {
            "PAI4001",
            $$"""
            {{Job}} internal partial record Train {
                [Output] public OssUri? Tokens { get; init; } [Parameter] public object? N { get; init; } }
            """
        },
        {
            "PAI4004",
            $$"""
            {{Job}} internal partial record Train {
                [Output] public OssUri? Tokens { get; init; } [Parameter, EmailAddress] public int N { get; init; } }
            """
        },
        { "PAI5001", """[ProcessingJob(" ")] internal partial record Train { [Output] public OssUri? Tokens { get; init; } }""" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Code_that_uses_it_compiles(string rule, string source)
    {
        var compilation = Compiler.Create([Shape.Usings + source + Use]);

        var file = Assert.Single(Compiler.Generate(compilation)).Value;

        Assert.Contains($"// All members throw: {rule}\n", file, StringComparison.Ordinal);
        Assert.Equal("", string.Join('\n', Errors(Compiler.WithGenerated(compilation))));
    }

    [Theory]
    [InlineData("public int Definition => 1; public int JobDefinition => 1;", "JobDefinition definition = Train.Definition;")]
    [InlineData("public int AttachAsync => 1; public void AttachJobAsync() { }",
        "JobRun<Train, Train.Outputs> attached = await Train.AttachAsync(session, \"id\");")]
    [InlineData("public int FromEnvironment => 1; public class FromJobEnvironment { }", "Train again = Train.FromEnvironment();")]
    public void A_member_whose_name_is_taken_is_left_out_alone(string member, string use)
    {
        var source = $$"""{{Job}} internal partial record Train { [Output] public OssUri? Tokens { get; init; } {{member}} }""";
        var compilation = Compiler.Create([Shape.Usings + source + Use.Replace(use, "", StringComparison.Ordinal)]);

        Assert.Contains("throw new", Assert.Single(Compiler.Generate(compilation)).Value, StringComparison.Ordinal);
        Assert.Equal("", string.Join('\n', Errors(Compiler.WithGenerated(compilation))));
    }

    [Fact]
    public void A_name_for_the_outputs_is_found()
    {
        var compilation = Compiler.Create([Shape.Usings + $$"""
            {{Job}} internal partial record Train
            {
                [Output] public OssUri? Tokens { get; init; }
                internal class Outputs { }
                internal class JobOutputs { }
            }
            internal static class Use
            {
                internal static async System.Threading.Tasks.Task<JobOutput> Of(PaiSession session, Train job) =>
                    (await job.RunAsync(session)).Outputs.Tokens;
            }
            """]);

        Assert.Equal("", string.Join('\n', Errors(Compiler.WithGenerated(compilation))));
    }

    [Theory]
    [InlineData("internal record Train { }")]
    [InlineData("internal partial class Train { }")]
    [InlineData("file partial record Train { }")]
    public void A_record_that_cannot_have_members_has_none(string record) =>
        Assert.Empty(Compiler.Generate(Compiler.Create([Shape.Usings + Job + record])));

    [Fact]
    public void Its_members_throw_and_name_the_rule()
    {
        var job = GeneratedJob.Load("""
            [ProcessingJob("x", InstanceType = "local")]
            internal partial record Job { [Output("a b")] public OssUri? Tokens { get; init; } }
            """);

        foreach (var call in (Func<object?>[])[() => job.Definition, () => job.Request(job.Create()), () => job.FromEnvironment("")])
        {
            // By reflection, it is the cause of another exception.
            var exception = Assert.ThrowsAny<Exception>(() => { _ = call(); }).GetBaseException();
            Assert.IsType<InvalidOperationException>(exception);
            Assert.Contains("The job Job breaks the rule PAI3001", exception.Message, StringComparison.Ordinal);
            Assert.Contains("/docs/rules/PAI3001.md", exception.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Code with something that the compiler does not know is in error there, and nowhere else.</summary>
    [Theory]
    [InlineData("[Parameter, Range(0, Missing)] public int N { get; init; }")]
    [InlineData("[Parameter, Range(0, Missing.Max)] public int N { get; init; }")]
    [InlineData("[Parameter, MaxLength(Missing.Max)] public string N { get; init; } = \"\";")]
    [InlineData("[Parameter(Missing.Name)] public int N { get; init; }")]
    [InlineData("[Parameter] public Missing N { get; init; }")]
    [InlineData("[Parameter] public System.Collections.Generic.List<Missing> N { get; init; }")]
    [InlineData("[Input(DefaultUri = Missing.Uri)] public OssUri N { get; init; } = \"oss://a/\";")]
    [InlineData("[Input] public Missing N { get; init; }")]
    [InlineData("[Parameter, Missing] public int N { get; init; }")]
    [InlineData("[Parameter, Range(0, \"x\")] public int N { get; init; }")]
    public void Generated_code_has_no_error_of_its_own(string member)
    {
        var compilation = Compiler.Create([
            Shape.Usings + Job + "internal partial record Train { [Output] public OssUri? Tokens { get; init; } " + member + " }" + Use]);
        var before = Errors(compilation).Where(e => !e.Contains("'Train'", StringComparison.Ordinal)).ToArray();

        var after = Compiler.WithGenerated(compilation).GetDiagnostics().Where(d => IsError(d)).ToArray();

        Assert.NotEmpty(after);
        Assert.All(after, d => Assert.Equal("/src/File0.cs", d.Location.SourceTree?.FilePath));
        Assert.All(after, d => Assert.Contains(d.ToString(), before));
    }

    /// <summary>What another generator adds: it is in the file that ours could not see it, and nothing is quietly left out.</summary>
    [Theory]
    [InlineData("[ProcessingJob(\"x\", Image = Consts.Image)]", "", "Consts . Image", true)]
    [InlineData(Job, "[Parameter(Consts.Image)] public int N { get; init; }", "Consts . Image", true)]
    [InlineData(Job, "[Parameter, MaxLength(Consts.Max)] public string N { get; init; } = \"\";", "Consts . Max", true)]
    [InlineData(Job, "[Parameter, Range(0, Consts.Max)] public int N { get; init; }", "Consts . Max", true)]
    [InlineData(Job, "[Parameter] public Late N { get; init; }", "Late", true)]
    [InlineData(Job, "[Parameter, LateRule] public int N { get; init; }", "LateRule", false)]
    public void What_another_generator_makes_is_named_in_the_file(string attribute, string member, string code, bool throws)
    {
        var compilation = Compiler.Create([
            Shape.Usings + attribute + "internal partial record Train { [Output] public OssUri? Tokens { get; init; } "
                + member + " }" + Use]);
        var file = Assert.Single(Compiler.Generate(compilation)).Value;

        Assert.Contains($"// Not seen by the generator: {code}\n", file, StringComparison.Ordinal);
        Assert.Equal(throws, file.Contains("// All members throw: PAI1012\n", StringComparison.Ordinal));
        var all = Compiler.WithGenerated(compilation).AddSyntaxTrees(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
            """
            internal static class Consts { public const string Image = "a/b:1"; public const int Max = 3; }
            internal enum Late { A }
            internal class LateRuleAttribute : System.ComponentModel.DataAnnotations.ValidationAttribute { }
            """,
            Compiler.ParseOptions()));
        Assert.Equal("", string.Join('\n', Errors(all)));
    }

    private static IEnumerable<string> Errors(Compilation compilation) =>
        compilation.GetDiagnostics().Where(IsError).Select(d => d.ToString());

    private static bool IsError(Diagnostic diagnostic) =>
        diagnostic is { Severity: DiagnosticSeverity.Error, IsWarningAsError: false };
}
