extern alias CodeFixes;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;
using Pai.Jobs.Generators.Tests;

namespace Pai.Jobs.CodeFixes.Tests;

/// <summary>Fixes and refactorings never throw, whatever they are asked about, and never offer what changes nothing.</summary>
[Trait("Kind", "Exhaustive")]
public class HalfTypedCodeTests
{
    /// <summary>Code with something to fix in nearly every line.</summary>
    internal const string Source = """
        namespace Acme
        {
            public class Outer<TKey> where TKey : notnull
            {
                [ProcessingJob(new[] { "python", "main.py" }, Framework = "PyTorch", InstanceCount = 0, InstanceType = "ecs.g7.xlarge")]
                public record First([Input("a b")] OssUri Corpus, [Parameter("x y")] int Number = 3)
                {
                    [Input(Required = true, DefaultUri = "oss://bucket/x/", MountPath = "data")]
                    public DataLocation? Vocabulary { get; init; }
                    [Input, Output] public required OssUri? Tokens { get; init; }
                    [Parameter] public static int Seed { get; }
                    [Output] public string? Größe => null;
                }

                [ProcessingJob("python main.py --interval 5 --out /ml/output/tokens", BaseJobName = "a b", Priority = 10,
                    SpotDiscountLimit = 2, JobType = (JobType)99)]
                public partial class Second
                {
                    [Parameter] public int N { get; }
                    [Input(MountAccess = MountAccess.ReadWrite)] public OssUri? Corpus { get; init; }
                }

                [ProcessingJob("python main.py")]
                public sealed partial record Third;
            }

            public static class Program
            {
                public static void Main()
                {
                    var session = PaiSession.CreateDefault();
                    new Third().RunAsync(session);
                    OssUri.Parse("oss:/bucket/x");
                }

                public static async System.Threading.Tasks.Task RunAsync(PaiSession session, System.Threading.CancellationToken token) =>
                    await new Third().RunAsync(session);
            }

            public sealed record Plain { [Input] public OssUri? Corpus { get; init; } }
        }
        """;

    private static readonly CodeRefactoringProvider[] s_refactorings =
    [
        .. typeof(CodeFixes::Pai.Jobs.CodeFixes.MakePartialCodeFix).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(CodeRefactoringProvider)))
            .Select(t => (CodeRefactoringProvider)Activator.CreateInstance(t)!),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Fixes_and_refactorings_never_throw_and_always_change_something(int seed)
    {
        var random = new Random(seed);
        var applied = 0;
        foreach (var mutant in Mutations.Of(Source, count: 25, seed))
        {
            var document = FixRun.DocumentOf(mutant);
            var actions = new List<CodeAction>();
            foreach (var diagnostic in await FixRun.DiagnosticsOfAsync(document))
            {
                Assert.False(diagnostic.Id.StartsWith("AD", StringComparison.Ordinal), diagnostic.ToString());
                actions.AddRange(await FixRun.ActionsOfAsync(document, diagnostic));
            }

            var text = (await document.GetTextAsync()).ToString();
            foreach (var refactoring in s_refactorings)
                await refactoring.ComputeRefactoringsAsync(
                    new CodeRefactoringContext(document, new TextSpan(random.Next(text.Length), 0), actions.Add, default));

            foreach (var action in actions)
            {
                var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(default)));
                Assert.NotEqual(text, (await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString());
                applied++;
            }
        }

        Assert.True(applied > 50, applied.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
