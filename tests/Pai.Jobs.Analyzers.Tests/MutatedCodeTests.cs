using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>
/// Four thousand sources with tokens lost, doubled, exchanged and cut off: analyzers and generator neither throw nor hang.
/// </summary>
[Trait("Kind", "Exhaustive")]
public class MutatedCodeTests
{
    private const int FilesInOne = 10;
    private const int CompilationsOfOneSeed = 100;

    private const string Source = """
        namespace Acme
        {
            public enum Kind { A, [System.Runtime.Serialization.EnumMember(Value = "b")] B }

            public record Base<T>([Input] OssUri Corpus) { [Parameter, Range(1, 5)] public virtual T? Seed { get; init; } }

            [ProcessingJob("python main.py --in /ml/input/data/corpus --n $PAI_HPS_N --out /ml/output/x --rate 0.5 && ./run.sh",
                SourceDir = "code_dir",
                Image = "registry.{region}.aliyuncs.com/pai-dlc/pytorch-training:1.12PAI-gpu-py38-cu113-ubuntu20.04",
                InstanceType = "ecs.gn6i-c4g1.xlarge", InstanceCount = 2, JobType = JobType.PyTorchJob, MaxRunTimeSeconds = 60,
                BaseJobName = "a", OutputPath = "oss://bucket/x/", Priority = 3,
                VpcId = "vpc-a1", SecurityGroupId = "sg-a1", ExtendedCidrs = new[] { "10.0.0.0/8" },
                SpotStrategy = SpotStrategy.SpotWithPriceLimit, SpotDiscountLimit = 0.5)]
            [Label("a", "b"), EnvironmentVariable("C", "d"), Setting("EnableRDMA", "true")]
            public sealed partial record Train(OssUri Corpus, [property: Parameter("n"), Range(1, 10)] int Number = 3) : Base<int>(Corpus)
            {
                [Input("vocabulary", Required = false, DefaultUri = "oss://bucket/x/",
                    MountPath = "/data", MountAccess = MountAccess.ReadWrite)]
                public DataLocation? Vocabulary { get; init; }
                [Output(Uri = "oss://bucket/out/")] public required OssUri? Tokens { get; init; }
                [Parameter, AllowedValues("a", null), StringLength(5, MinimumLength = 1), RegularExpression("[a-z]+")]
                public string? Text { get; init; } = "a";
                [Parameter] public Kind[] Kinds { get; init; } = { Kind.A };
                public override int Seed { get; init; } = 2;
            }

            public static class Program
            {
                public static async System.Threading.Tasks.Task Main2(System.Threading.CancellationToken token)
                {
                    await using var session = PaiSession.CreateDefault();
                    var run = await new Train("oss://bucket/c/") { Tokens = "oss://bucket/t/" }.RunAsync(session, cancellationToken: token);
                    OssUri next = run.Outputs.Tokens;
                    LocalPath folder = $"{next}";
                    var nas = (NasUri)(DataLocation)(next?.ToString() ?? folder.ToString());
                    await new Train(next) { Tokens = null }.SubmitAsync(session);
                }
            }
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Nothing_throws_and_nothing_hangs(int seed)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        // What hangs may not look at its token.
        await Task.Run(() => RunAllAsync(seed, limit.Token)).WaitAsync(limit.Token);
    }

    private static async Task RunAllAsync(int seed, CancellationToken cancellationToken)
    {
        var tokens = CSharpSyntaxTree.ParseText(Source, cancellationToken: cancellationToken)
            .GetRoot(cancellationToken)
            .DescendantTokens()
            .Where(t => t.Span.Length > 0)
            .ToArray();
        var random = new Random(seed);
        var options = new ProjectOptions("pai_jobs.region = cn-hangzhou", "ecs.x9.large | cpu=2", Sources: ["code_dir/main.py"]);
        for (var i = 0; i < CompilationsOfOneSeed; i++)
        {
            // Each in a namespace of its own, so that one does not hide what is wrong with another.
            var sources = Enumerable.Range(0, FilesInOne)
                .Select(n => Mutate(tokens, random).Replace("namespace Acme", "namespace Acme" + n, StringComparison.Ordinal))
                .ToArray();
            var (diagnostics, _) = await Verify.RunAsync(sources, LanguageVersion.CSharp12, options, cancellationToken);

            Assert.DoesNotContain(diagnostics, d => d.Id.StartsWith("AD", StringComparison.Ordinal));
        }
    }

    /// <summary>One to three changes of tokens, or an end in the middle.</summary>
    private static string Mutate(SyntaxToken[] tokens, Random random)
    {
        var changes = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(tokens.Length)).Distinct().OrderDescending();
        var source = random.Next(10) == 0 ? Source[..tokens[random.Next(tokens.Length)].SpanStart] : Source;
        foreach (var index in changes)
        {
            var token = tokens[index];
            if (token.Span.End > source.Length) continue;
            var text = random.Next(4) switch
            {
                0 => "",
                1 => token.Text + " " + token.Text,
                2 => Shorten(token.Text, random),
                _ => tokens[random.Next(tokens.Length)].Text,
            };
            source = source[..token.SpanStart] + text + source[token.Span.End..];
        }

        return source;
    }

    /// <summary>A token as it is while it is typed: a text literal keeps its quotes.</summary>
    private static string Shorten(string text, Random random) =>
        text.Length > 2 && text[0] == '"' ? text[..random.Next(1, text.Length - 1)] + "\"" : text[..random.Next(text.Length)];
}
