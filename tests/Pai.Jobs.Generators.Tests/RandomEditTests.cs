using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Tests;

/// <summary>The generator looks anew only at what an edit can have changed; this looks whether that is ever too little.</summary>
public class RandomEditTests
{
    /// <summary>Each file with the texts that it can have. Together they hold every way in which one file's job depends on another file.</summary>
    private static readonly string[][] s_files =
    [
        [
            """
            using Pai.Jobs;
            namespace Acme;
            [ProcessingJob(Names.Command, Image = "a/b:1", BaseJobName = Base)]
            public sealed partial record FirstJob : Middle
            {
                [Input] public required OssUri Corpus { get; init; }
                [Parameter] public Mode Mode { get; init; }
                [Parameter] public Alias Size { get; init; }
                public int Compute() => 1;
            }
            """,
            """
            // The same, with a comment.
            using Pai.Jobs;
            namespace Acme;
            [ProcessingJob(Names.Command, Image = "a/b:1", BaseJobName = Base)]
            public sealed partial record FirstJob : Middle
            {
                [Input] public required OssUri Corpus { get; init; }
                [Parameter] public Mode Mode { get; init; }
                [Parameter] public Alias Size { get; init; }
                public int Compute() => 2;
            }
            """,
            """
            using Pai.Jobs;
            namespace Acme;
            #nullable disable
            [ProcessingJob(Names.Command, Image = "a/b:1", BaseJobName = Base)]
            public sealed partial record FirstJob : Middle
            {
                [Input] public OssUri Corpus { get; init; }
                [Output] public OssUri Result { get; init; }
            }
            """,
            "namespace Acme { class Nothing { } }",
        ],
        [
            "namespace Acme; public static class Names { public const string Command = \"one\"; }",
            "namespace Acme; public static class Names { public const string Command = Other.Command; }",
            "namespace Acme; public static class Names { public static string Command = \"not constant\"; }",
        ],
        [
            "namespace Acme; public static class Other { public const string Command = \"two\"; }",
            "namespace Acme; public static class Other { public const string Command = \"three\"; }",
        ],
        [
            "namespace Acme; public enum Mode { Fast, Slow }",
            "namespace Acme; using System.Runtime.Serialization; public enum Mode { [EnumMember(Value = \"quick\")] Fast, Slow }",
            "namespace Acme; public class Mode { }",
            "namespace Acme; public struct Mode { }",
        ],
        [
            "namespace Acme; public record Middle : Lowest;",
            "namespace Acme; public record Middle;",
            "namespace Acme; public record Middle : Lowest { public enum Mode { Inherited } }",
        ],
        [
            "namespace Acme; using Pai.Jobs; public record Lowest { [Parameter] public int Depth { get; init; } }",
            "namespace Acme; using Pai.Jobs; public record Lowest { [Parameter] public int Depth { get; private init; } }",
            "namespace Acme; using Pai.Jobs; public record Lowest { [Parameter(\"how_deep\")] public long Depth { get; init; } public required string Extra { get; init; } }",
            "namespace Acme; using Pai.Jobs; [ProcessingJob(\"x\", Image = \"a:1\")] public partial record Lowest { [Parameter] public int Depth { get; init; } }",
        ],
        [
            "global using Alias = int; global using static Acme.Constants;",
            "global using Alias = System.Collections.Generic.List<int>; global using static Acme.Constants;",
            "global using Alias = System.Action; global using static Acme.Constants;",
        ],
        [
            "namespace Acme; public static class Constants { public const string Base = \"base1\"; }",
            "namespace Acme; public static class Constants { public const string Base = \"base2\"; }",
            "namespace Acme; public static class Constants { }",
        ],
        [
            "using J = Pai.Jobs.ProcessingJobAttribute; namespace Acme { [J(\"y\", Image = \"a:1\")] public partial record Second([property: Pai.Jobs.Parameter] int Number = 3); }",
            "using J = System.ObsoleteAttribute; namespace Acme { [J(\"y\")] public partial record Second([property: Pai.Jobs.Parameter] int Number = 3); }",
            "namespace Acme { public class Unrelated { } }",
        ],
        [
            "namespace Acme { public partial record FirstJob { [Pai.Jobs.Parameter] public string? FromElsewhere { get; init; } } }",
            "namespace Acme { public partial record FirstJob { private int RunAsync; } }",
            "namespace Acme { public class firstjob { } }",
            "namespace Acme { public class InputAttribute : System.Attribute { } }",
            "namespace acme { public class Third { } }",
            "namespace Acme { namespace Pai { public class Jobs { } } }",
        ],
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void After_every_edit_the_output_is_that_of_a_first_run(int seed)
    {
        var random = new Random(seed);
        var compilation = Compiler.Create(s_files.Select(f => f[0]));
        var driver = Compiler.CreateDriver(compilation).RunGenerators(compilation);
        var history = new List<string>();
        for (var step = 0; step < 150; step++)
        {
            var file = random.Next(s_files.Length);
            var variant = random.Next(s_files[file].Length);
            history.Add($"{file}:{variant}");
            var old = compilation.SyntaxTrees[file];
            compilation = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(s_files[file][variant], (CSharpParseOptions)old.Options, old.FilePath));
            if (step % 25 == 24) compilation = compilation.WithOptions(compilation.Options.WithNullableContextOptions(random.Next(2) == 0 ? NullableContextOptions.Enable : NullableContextOptions.Disable));

            driver = driver.RunGenerators(compilation);
            var result = driver.GetRunResult().Results.Single();

            Assert.Null(result.Exception);
            var incremental = result.GeneratedSources.OrderBy(s => s.HintName, StringComparer.Ordinal).Select(s => s.HintName + "\n" + s.SourceText);
            var cold = Compiler.Generate(compilation).Select(s => s.Key + "\n" + s.Value);
            Assert.True(incremental.SequenceEqual(cold), $"Differs after {string.Join(' ', history)}");
        }
    }

    [Fact]
    public void The_first_texts_are_jobs_at_all()
    {
        var generated = Compiler.Generate(Compiler.Create(s_files.Select(f => f[0])));
        Assert.Equal(["Acme.FirstJob.Job.g.cs", "Acme.Second.Job.g.cs"], generated.Keys);
        Assert.Contains("\"base1\"", generated["Acme.FirstJob.Job.g.cs"], StringComparison.Ordinal);
        Assert.Contains("from_elsewhere", generated["Acme.FirstJob.Job.g.cs"], StringComparison.Ordinal);
    }
}
