using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Tests;

public class HalfTypedCodeTests
{
    private const string Job = """[Pai.Jobs.ProcessingJob("python main.py", Image = "registry/image:1")]""";

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Shape.Names), MemberType = typeof(Shape))]
    public void The_generator_never_throws(string shape)
    {
        var source = Shape.All[shape].Source;
        foreach (var mutant in Mutations.Of(source, count: 25, seed: shape.Length))
        {
            var compilation = Compiler.Create([mutant], Shape.All[shape].Version, Shape.All[shape].Nullable);
            var result = Compiler.CreateDriver(compilation).RunGenerators(compilation).GetRunResult().Results.Single();
            Assert.True(result.Exception is null, mutant + "\n" + result.Exception);
        }
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Shape.Names), MemberType = typeof(Shape))]
    public void What_is_generated_for_code_that_compiles_compiles(string shape)
    {
        foreach (var mutant in Mutations.Of(Shape.All[shape].Source, count: 25, seed: 1000 + shape.Length))
        {
            var compilation = Compiler.Create([mutant], Shape.All[shape].Version, Shape.All[shape].Nullable);
            if (Compiler.Messages(compilation).Length == 0)
            {
                var messages = Compiler.Messages(Compiler.WithGenerated(compilation));
                Assert.True(messages.Length == 0, mutant + "\n" + string.Join("\n", messages));
            }
        }
    }

    [Theory]
    [InlineData("[Pai.Jobs.ProcessingJob] internal partial record Job;")]
    [InlineData("[Pai.Jobs.ProcessingJob(] internal partial record Job;")]
    [InlineData("[Pai.Jobs.ProcessingJob(null)] internal partial record Job;")]
    [InlineData("[Pai.Jobs.ProcessingJob(1)] internal partial record Job;")]
    [InlineData("[Pai.Jobs.ProcessingJob((string)null!, Image = \"a/b\")] internal partial record Job;")]
    [InlineData("[Pai.Jobs.ProcessingJob((string[])null!, Image = \"a/b\")] internal partial record Job;")]
    [InlineData("[Pai.Jobs.ProcessingJob(new string[] { }, Image = \"a/b\")] internal partial record Job;")]
    [InlineData("[Pai.Jobs.ProcessingJob(new string[] { null! }, Image = \"a/b\")] internal partial record Job;")]
    [InlineData("[Pai.Jobs.ProcessingJob(\"a\", Image = Oops)] internal partial record Job;")]
    [InlineData("[Pai.Jobs.ProcessingJob(\"a\", Image = 1)] internal partial record Job;")]
    [InlineData("[Pai.Jobs.ProcessingJob(\"a\", InstanceCount = \"x\", Image = \"a/b\")] internal partial record Job;")]
    [InlineData(Job + " internal partial record Job { [Pai.Jobs.Input] public Oops Oops { get; init; } }")]
    [InlineData(Job + " internal partial record Job { [Pai.Jobs.Parameter] public Oops? Oops { get; init; } }")]
    [InlineData(Job + " internal partial record Job { [Pai.Jobs.Parameter] public Oops[] Oops { get; init; } }")]
    [InlineData(
        Job + " internal partial record Job { [Pai.Jobs.Parameter] public System.Collections.Generic.List<Oops> Oops { get; init; } }")]
    [InlineData(Job + " internal partial record Job { [Pai.Jobs.Parameter(] public int Oops { get; init; } }")]
    [InlineData(Job + " internal partial record Job : Oops { [Pai.Jobs.Parameter] public int N { get; init; } }")]
    [InlineData(Job + " internal partial record Job(Oops")]
    [InlineData(Job + " internal partial record Job : Job { }")]
    [InlineData(Job + " internal partial record Job<T, T> { }")]
    [InlineData(Job + " internal partial record { }")]
    [InlineData(Job + " internal partial record Job { [Pai.Jobs.Parameter] public int { get; init; } }")]
    [InlineData(Job
        + " internal partial record Job { [Pai.Jobs.Parameter, System.ComponentModel.DataAnnotations.Range] public int N { get; init; } }")]
    [InlineData(Job
        + " internal partial record Job { "
        + "[Pai.Jobs.Parameter, System.ComponentModel.DataAnnotations.Range(Oops, 1)] public int N { get; init; } }")]
    [InlineData(Job
        + " internal partial record Job { [Pai.Jobs.Parameter, System.ComponentModel.DataAnnotations.Range(typeof(Oops), \"1\", \"2\")] "
        + "public int N { get; init; } }")]
    public void Code_that_does_not_compile_makes_no_noise(string source)
    {
        var compilation = Compiler.Create([source]);
        var result = Compiler.CreateDriver(compilation).RunGenerators(compilation).GetRunResult().Results.Single();

        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void The_attribute_on_two_parts_of_a_record_generates_it_once()
    {
        var compilation = Compiler.Create([
            Job + " internal partial record Job { }", Job + " internal partial record Job { }",
            Job + " internal partial record Other { }"]);

        Assert.Equal(["Job.Job.g.cs", "Other.Job.g.cs"], Compiler.Generate(compilation).Keys);
    }

    [Fact]
    public void Two_kinds_of_record_with_one_name_do_not_lose_the_other_jobs()
    {
        var compilation = Compiler.Create([
            Job + " internal partial record Job { }", Job + " internal partial record struct Job { }",
            Job + " internal partial record Other { }"]);

        Assert.Contains("Other.Job.g.cs", Compiler.Generate(compilation).Keys);
    }

    [Fact]
    public void Nothing_is_generated_before_C_sharp_10() =>
        Assert.Empty(Compiler.Generate(Compiler.Create([Job + " internal partial record Job { }"], LanguageVersion.CSharp9)));

    [Fact]
    public void An_attribute_of_the_same_name_from_elsewhere_is_none_of_ours() =>
        Assert.Empty(Compiler.Generate(Compiler.Create(
            ["namespace Other { public class ProcessingJobAttribute : System.Attribute { public ProcessingJobAttribute(string s) { } } "
                + "[ProcessingJob(\"x\")] internal partial record Job; }"])));

    [Fact]
    public void Without_the_library_nothing_happens() =>
        Assert.Empty(Compiler.Generate(CSharpCompilation.Create("x", [CSharpSyntaxTree.ParseText(Job + " internal partial record Job;")])));
}
