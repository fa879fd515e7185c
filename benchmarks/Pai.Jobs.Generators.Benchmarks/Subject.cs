using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Benchmarks;

/// <summary>A generator and the annotated type that it is measured on: a record with six members, one file each.</summary>
internal sealed record Subject(
    string Name, Func<ISourceGenerator[]>? Generators, Func<int, int, string> Source, Func<int, string>? Once = null)
{
    /// <summary>What the type refers to beside the framework and this library.</summary>
    public string[] References { get; init; } = [];

    /// <summary>Whether the type compiles without what is generated for it.</summary>
    public bool CompilesAlone { get; init; }

    /// <summary>Features of the compiler that what is generated needs.</summary>
    public IReadOnlyDictionary<string, string> Features { get; init; } = new Dictionary<string, string>();

    public static Subject Plain { get; } = new("(none)", null, (i, extra) => $$"""
        namespace Bench;
        public sealed partial record Job{{i}}
        {
            public required string Corpus { get; init; }
            public string? Vocabulary { get; init; }
            public string? Tokens { get; init; }
            public int Interval { get; init; } = 500;
            public int MaxRetry { get; init; } = 5;
            public long Batch{{extra}} { get; init; }
        }
        """);

    public static Subject Ours { get; } = new("Pai.Jobs", static () => [new JobGenerator().AsSourceGenerator()], (i, extra) => $$"""
        using Pai.Jobs;
        namespace Bench;
        [ProcessingJob("python main.py", SourceDir = "code_dir",
            Image = "registry.cn-hangzhou.aliyuncs.com/pai-dlc/pytorch-training:1.12PAI-gpu-py38-cu113-ubuntu20.04",
            InstanceType = "ecs.gn6i-c4g1.xlarge")]
        public sealed partial record Job{{i}}
        {
            [Input] public required OssUri Corpus { get; init; }
            [Input] public DataLocation? Vocabulary { get; init; }
            [Output] public OssUri? Tokens { get; init; }
            [Parameter] public int Interval { get; init; } = 500;
            [Parameter("max_retry")] public int MaxRetry { get; init; } = 5;
            [Parameter] public long Batch{{extra}} { get; init; }
        }
        """)
    {
        CompilesAlone = true,
    };

    /// <summary>
    /// The same in 25 namespaces with enums of their own, and hardly two jobs with the same names, images, ranges and types: what one job
    /// teaches the generator is of less use for the next one.
    /// </summary>
    public static Subject Varied { get; } = new(
        "Pai.Jobs, varied",
        Ours.Generators,
        (i, extra) => $$"""
            using System.ComponentModel.DataAnnotations;
            using Pai.Jobs;
            namespace Bench.Area{{i % 25}};
            [ProcessingJob("python job{{i}}.py --verbose", SourceDir = "code/{{i}}", Image = "registry/own:{{i}}",
                InstanceType = InstanceTypes.Ecs.C5.XLarge{{(i % 3) + 2}}, InstanceCount = {{1 + (i % 4)}})]
            public sealed partial record Job{{i}}
            {
                [Input] public required OssUri Corpus{{i}} { get; init; }
                [Input("words-{{i}}", DefaultUri = "oss://bucket/words/{{i}}/")] public DataLocation? Vocabulary { get; init; }
                [Output] public OssUri? Tokens{{i % 7}} { get; init; }
                [Parameter, Range(0, {{10 + (i % 9)}})] public int Interval{{i % 5}} { get; init; } = 5;
                [Parameter("mode_{{i}}")] public Mode{{i % 3}} Mode { get; init; }
                [Parameter] public long Batch{{extra}} { get; init; }
            }
            """,
        count => string.Concat(Enumerable.Range(0, Math.Min(25, count)).Select(a => $$"""
            namespace Bench.Area{{a}}
            {
                public enum Mode0 { Fast, Slow }
                public enum Mode1 { Small, Large }
                public enum Mode2 { On, Off }
            }

            """)))
    {
        CompilesAlone = true,
    };

    public static Subject SystemTextJson { get; } = new(
        "System.Text.Json",
        LoadJsonGenerator,
        (i, extra) => Plain.Source(i, extra),
        count => "using System.Text.Json.Serialization;\nnamespace Bench;\n"
            + string.Concat(Enumerable.Range(0, count).Select(i => $"[JsonSerializable(typeof(Job{i}))]\n"))
            + "public partial class Context : JsonSerializerContext;\n");

    private static ISourceGenerator[] LoadJsonGenerator()
    {
        var path = Path.Combine(Benchmarks.References.Pack, "analyzers", "dotnet", "cs", "System.Text.Json.SourceGeneration.dll");
        var type = Assembly.LoadFrom(path).GetType("System.Text.Json.SourceGeneration.JsonSourceGenerator", throwOnError: true)!;
        return [((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator()];
    }
}
