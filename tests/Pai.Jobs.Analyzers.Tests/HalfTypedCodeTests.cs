using Microsoft.CodeAnalysis;
using Pai.Jobs.Generators.Tests;

namespace Pai.Jobs.Analyzers.Tests;

public class HalfTypedCodeTests
{
    private const string Job = """[ProcessingJob("python main.py", Image = "registry/image:1", InstanceType = "ecs.g7.xlarge")]""";

    private const string Source = """
        namespace Acme
        {
            public enum Kind { A, [System.Runtime.Serialization.EnumMember(Value = "b")] B }

            public record Base<T>([Input] OssUri Corpus) { [Parameter, Range(1, 5)] public virtual T? Seed { get; init; } }

            public partial class Outer<TKey> where TKey : notnull
            {
                [ProcessingJob(new[] { "python", "main.py" }, Framework = "PyTorch", InstanceCount = 2, Requirements = new[] { "numpy" })]
                [Label("a", "b"), EnvironmentVariable("c", "d")]
                public sealed partial record Job(OssUri Corpus, [property: Parameter("n")] int Number = 3) : Base<int>(Corpus)
                {
                    [Input("vocabulary", Required = false, DefaultUri = "oss://bucket/x/", MountPath = "/data")]
                    public DataLocation? Vocabulary { get; init; }
                    [Output] public required OssUri? Tokens { get; init; }
                    [Parameter, AllowedValues("a", null)] public string? Text { get; init; }
                    [Parameter] public Kind[] Kinds { get; init; } = { Kind.A };
                    public override int Seed { get; init; } = 2;
                }
            }
        }
        """;

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Analyzer_and_generator_never_throw_and_never_disagree(int seed)
    {
        foreach (var source in Mutations.Of(Source, count: 100, seed))
        {
            var (diagnostics, generated) = await Verify.RunAsync(source);

            Assert.DoesNotContain(diagnostics, d => d.Id.StartsWith("AD", StringComparison.Ordinal));
            if (generated == 0 && Verify.Compiles(source) && source.Contains("[ProcessingJob", StringComparison.Ordinal))
                Assert.True(diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error), source);
        }
    }

    [Theory]
    [InlineData("[ProcessingJob] public partial record Job { [Output] public OssUri? A { get; init; } }")]
    [InlineData("[ProcessingJob(] public partial record Job { [Output] public OssUri? A { get; init; } }")]
    [InlineData("[ProcessingJob(1)] public partial record Job { [Output] public OssUri? A { get; init; } }")]
    [InlineData("[ProcessingJob(Oops)] public partial record Job { [Output] public OssUri? A { get; init; } }")]
    [InlineData("[ProcessingJob(\"a\", Image = Oops)] public partial record Job { [Output] public OssUri? A { get; init; } }")]
    [InlineData(Job + " public partial record Job { [Input] public Oops A { get; init; } [Output] public OssUri? B { get; init; } }")]
    [InlineData(Job + " public partial record Job { [Parameter] public Oops? A { get; init; } [Output] public OssUri? B { get; init; } }")]
    [InlineData(
        Job + " public partial record Job { [Parameter] public Oops[]? A { get; init; } [Output] public OssUri? B { get; init; } }")]
    [InlineData(Job
        + " public partial record Job { [Parameter] public System.Collections.Generic.List<Oops>? A { get; init; } "
        + "[Output] public OssUri? B { get; init; } }")]
    [InlineData(
        Job + " public partial record Job { [Parameter(Oops)] public int A { get; init; } [Output] public OssUri? B { get; init; } }")]
    [InlineData(Job
        + " public partial record Job { [Parameter, Range(Oops, 1)] public int A { get; init; } "
        + "[Output] public OssUri? B { get; init; } }")]
    [InlineData(
        Job + " public partial record Job { [Parameter, Range] public int A { get; init; } [Output] public OssUri? B { get; init; } }")]
    [InlineData(Job + " public partial record Job(Oops A) { [Output] public OssUri? B { get; init; } }")]
    public async Task What_the_compiler_says_is_not_said_twice(string source)
    {
        Assert.False(Verify.Compiles(source), source);
        Assert.Empty((await Verify.RunAsync(source)).Diagnostics);
    }
}
