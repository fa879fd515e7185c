using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.Generators.Benchmarks;

/// <summary>
/// A compilation of N annotated types and 2,000 lines that have nothing to do with them, and the edits that are measured.
/// </summary>
internal sealed class Workload(Subject subject, int size)
{
    private const int UnrelatedFiles = 20;
    private static readonly CSharpCompilationOptions s_options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, concurrentBuild: false,
        nullableContextOptions: NullableContextOptions.Enable, deterministic: true);

    private readonly MetadataReference[] _references =
        [.. References.All, .. subject.References.Select(static p => MetadataReference.CreateFromFile(p))];
    private int _tick;

    public CSharpParseOptions ParseOptions { get; } = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.Latest)
        .WithFeatures(subject.Features)
        .WithPreprocessorSymbols((string[])["NET", "NET10_0", .. Enumerable.Range(5, 6).Select(static v => $"NET{v}_0_OR_GREATER")]);

    /// <summary>Parsed anew, so that nothing is left over from another run.</summary>
    public CSharpCompilation Create()
    {
        var trees = new List<SyntaxTree>();
        for (var i = 0; i < size; i++) trees.Add(Parse(subject.Source(i, 0), $"Job{i}.cs"));
        for (var i = 0; i < UnrelatedFiles; i++) trees.Add(Parse(Unrelated(i, 0), $"Unrelated{i}.cs"));
        if (subject.Once is { } once) trees.Add(Parse(once(size), "Once.cs"));
        return CSharpCompilation.Create("Bench", trees, _references, s_options);
    }

    public CSharpCompilation EditUnrelated(CSharpCompilation compilation) => Replace(compilation, "Unrelated7.cs", Unrelated(7, ++_tick));

    public CSharpCompilation EditComment(CSharpCompilation compilation) =>
        Replace(compilation, "Job3.cs", $"// {++_tick}\n" + subject.Source(3, 0));

    public CSharpCompilation EditJob(CSharpCompilation compilation) => Replace(compilation, "Job3.cs", subject.Source(3, ++_tick));

    private CSharpCompilation Replace(CSharpCompilation compilation, string path, string text) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.First(t => t.FilePath == path), Parse(text, path));

    private SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), ParseOptions, path);

    private static string Unrelated(int file, int edit)
    {
        var members = Enumerable.Range(0, 12).Select(m => $$"""
                public int Work{{m}}(int[] items, int seed)
                {
                    var total = seed + {{(m == 3 ? edit : m)}};
                    for (var i = 0; i < items.Length; i++)
                    {
                        if (items[i] % 3 == 0) continue;
                        total += items[i] > total ? items[i] - total : System.Math.Max(items[i], seed);
                    }
                    return total;
                }

            """);
        return $"namespace Bench.Unrelated;\npublic sealed class U{file}\n{{\n{string.Concat(members)}}}\n";
    }
}
