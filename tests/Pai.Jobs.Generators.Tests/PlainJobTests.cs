using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Finding;
using Pai.Jobs.Generators.Plain;

namespace Pai.Jobs.Generators.Tests;

/// <summary>A record read from its code and what is known of its scope is read as the compiler would have it, or not at all.</summary>
public class PlainJobTests
{
    private const string Head = """
        using System.ComponentModel.DataAnnotations;
        using Pai.Jobs;
        namespace Acme.Jobs;

        """;

    private const string First = Head + """
        [ProcessingJob("python first.py", Image = Shared.Image, InstanceType = InstanceTypes.Local, InstanceCount = 2,
            Requirements = new[] { "numpy" }, Accelerator = Accelerator.Gpu)]
        [Label("team", "a")]
        public sealed partial record First
        {
            [Input] public required OssUri Corpus { get; init; }
            [Input("words", DefaultUri = "oss://bucket/words/", MountAccess = MountAccess.ReadWrite)]
            public DataLocation? Words { get; init; }
            [Output] public OssUri? Tokens { get; init; }
            [Parameter, Range(0, 10)] public int Retries { get; init; } = 5;
            [Parameter(Description = "which")] public Kind Kind { get; set; }
            [Parameter, MinLength(1), Display(Name = "x")] public string[] Names { get; init; } = ["a"];
            public int Other { get; init; }
            public int Compute() => 1;
        }
        """;

    private const string Second = Head + """
        [ProcessingJob("python second.py", Image = Shared.Image, InstanceType = InstanceTypes.Local, SourceDir = "code",
            Requirements = new[] { "numpy" })]
        [Label("size", "b")]
        public sealed partial record Second
        {
            [Parameter(Description = "which one")] public Kind Sort { get; init; }
            [Output("tokens_of_it")] public OssUri? Result { get; set; }
            [Input("more", DefaultUri = "oss://bucket/more/", MountAccess = MountAccess.ReadWrite)]
            public DataLocation? Extra { get; init; }
            [Parameter, Range(0, 10)] public required int Tries { get; init; }
            [Parameter, MinLength(1)] public string[] Files { get; init; } = [];
            [Input] internal OssUri Corpus { get; init; } = null!;
        }
        """;

    private const string Common = """
        namespace Acme.Jobs;
        public static class Shared { public const string Image = "registry/image:1"; }
        public enum Kind { A, B }
        """;

    [Fact]
    public void A_record_of_known_words_is_read_without_the_compiler()
    {
        var compilation = Compiler.Create([First, Common, Second]);
        var declarations = compilation.SyntaxTrees.Select(TreeDeclarations.Of).ToArray();
        var reader = new RecordReader(compilation, declarations, new(), default);
        Assert.Null(Plain(reader, compilation, 2));

        var first = reader.Read(compilation.SyntaxTrees[0], declarations[0]);

        Assert.Single(first);
        // Its own SourceDir is a text that no other job had there.
        Assert.Null(Plain(reader, compilation, 2));
        var second = reader.Read(compilation.SyntaxTrees[2], declarations[2]);
        Assert.Equal(second.Single(), Plain(reader, compilation, 2));
        Assert.Equal(first.Single(), Plain(reader, compilation, 0));
        ObjectGraph.AssertPlain(reader.Vocabulary, "vocabulary");
    }

    [Fact]
    public void The_reader_does_not_ask_about_what_it_knows()
    {
        var compilation = Compiler.Create([First, Common, Second]);
        var declarations = compilation.SyntaxTrees.Select(TreeDeclarations.Of).ToArray();
        var reader = new RecordReader(compilation, declarations, new(), default);
        foreach (var (tree, of) in compilation.SyntaxTrees.Zip(declarations)) reader.Read(tree, of);

        // Whoever asked would be told that Kind is no enum any more: here nobody says that it changed.
        var changed = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], CSharpSyntaxTree.ParseText(
            Common.Replace("enum Kind { A, B }", "class Kind { }", StringComparison.Ordinal), Compiler.ParseOptions(), "/src/File1.cs"));
        var second = new RecordReader(changed, [.. changed.SyntaxTrees.Select(TreeDeclarations.Of)], reader.Vocabulary, default);

        Assert.Equal(
            reader.Read(compilation.SyntaxTrees[2], declarations[2]).Single(),
            second.Read(changed.SyntaxTrees[2], TreeDeclarations.Of(changed.SyntaxTrees[2])).Single());
        Assert.DoesNotContain("Acme.Jobs.Second.Job.g.cs", Reference.Generate(changed).Keys);
    }

    [Fact]
    public void What_nobody_meets_again_does_not_pile_up()
    {
        var compilation = Compiler.Create([First]);
        var plain = PlainRecord.Of(compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<RecordDeclarationSyntax>().Single())!;
        var vocabulary = new Vocabulary();
        for (var i = 0; i < 15_000; i++)
            vocabulary.Of(plain, isAnnotated: true).LearnType(
                SyntaxFactory.ParseTypeName("T" + i), KnownNames.Input, new("OssUri", default, false));
        var copy = vocabulary.Without(["T7"]);
        for (var i = 0; i < 15_000; i++)
            copy.Of(plain, isAnnotated: true).LearnType(
                SyntaxFactory.ParseTypeName("U" + i), KnownNames.Input, new("OssUri", default, false));

        Assert.Equal(15_001, vocabulary.Count);
        Assert.Equal(30_000, copy.Count);
        Assert.Equal(0, copy.Without([]).Count);
    }

    [Theory]
    [InlineData("Kind Sort", "int? Sort")]
    [InlineData("[Parameter, MinLength(1)]", "[Parameter, MinLength(2)]")]
    [InlineData("Tries { get; init; }", "Tries { get; }")]
    [InlineData("public sealed partial record Second", "public sealed partial record Second<T>")]
    [InlineData("public sealed partial record Second", "public sealed partial record Second : System.ICloneable")]
    [InlineData("public sealed partial record Second", "public sealed record Second")]
    [InlineData("public sealed partial record Second", "public sealed partial record struct Second")]
    [InlineData("[Input] internal", "private class OssUri { } [Input] internal")]
    [InlineData("[Input] internal", "public string Shared => \"\"; [Input] internal")]
    [InlineData("[Input] internal", "public static int Definition => 1; [Input] internal")]
    [InlineData("[Output(\"tokens_of_it\")]", "[Output(name: \"tokens_of_it\")]")]
    [InlineData("[Output(\"tokens_of_it\")]", "[Output(\"tokens of it\")]")]
    [InlineData("[Output(\"tokens_of_it\")]", "[property: Output(\"tokens_of_it\")]")]
    [InlineData("[Output(\"tokens_of_it\")]", "[Output, System.Obsolete]")]
    [InlineData("[Input] internal", "#nullable disable\n[Input] internal")]
    [InlineData("\"python second.py\"", "\"  \"")]
    [InlineData("SourceDir = \"code\"", "SourceDir = \"code\", SourceDir = \"other\"")]
    [InlineData("SourceDir = \"code\"", "Priority = \"code\"")]
    [InlineData("namespace Acme.Jobs;", "namespace Acme.Jobs; file class Words { }")]
    [InlineData("namespace Acme.Jobs;", "namespace Acme.Jobs; class SECOND { }")]
    public void The_compiler_is_asked_where_there_is_doubt(string known, string doubtful)
    {
        var compilation = Compiler.Create([First, Common, Second]);
        var declarations = compilation.SyntaxTrees.Select(TreeDeclarations.Of).ToArray();
        var reader = new RecordReader(compilation, declarations, new(), default);
        foreach (var (tree, of) in compilation.SyntaxTrees.Zip(declarations)) reader.Read(tree, of);
        Assert.NotNull(Plain(reader, compilation, 2));
        Assert.Contains(known, Second, StringComparison.Ordinal);

        var edited = Compiler.Create([First, Common, Second.Replace(known, doubtful, StringComparison.Ordinal)]);

        var second = new RecordReader(edited, [.. edited.SyntaxTrees.Select(TreeDeclarations.Of)], reader.Vocabulary, default);
        Assert.Null(Plain(second, edited, 2));
    }

    [Theory]
    [InlineData("Image = \"registry/image:1\"", "Image = \"registry/image:2\"")]
    [InlineData("enum Kind { A, B }", "enum Kind { A, [System.Runtime.Serialization.EnumMember(Value = \"b\")] B }")]
    [InlineData("enum Kind { A, B }", "class Kind { }")]
    [InlineData("enum Kind { A, B }", "enum Kind { A, B } public class OssUri { }")]
    [InlineData("enum Kind { A, B }", "enum Kind { A, B } public class InputAttribute : System.Attribute { }")]
    [InlineData(
        "enum Kind { A, B }",
        "enum Kind { A, B } public class RangeAttribute : System.Attribute { public RangeAttribute(int a, int b) { } }")]
    [InlineData(
        "enum Kind { A, B }",
        "enum Kind { A, B } public static class Accelerator { public const Pai.Jobs.Accelerator Gpu = Pai.Jobs.Accelerator.Cpu; }")]
    [InlineData(
        "enum Kind { A, B }", "enum Kind { A, B } public partial record Second { [Pai.Jobs.Parameter] public int Late { get; init; } }")]
    public void What_was_learned_is_forgotten_when_a_declaration_changes(string before, string after)
    {
        var compilation = Compiler.Create([First, Common, Second]);
        var driver = Compiler.CreateDriver(compilation).RunGenerators(compilation);
        Reference.AssertSame(compilation, driver, "nothing");
        var tree = compilation.SyntaxTrees[1];
        var edited = compilation.ReplaceSyntaxTree(
            tree, CSharpSyntaxTree.ParseText(
                Common.Replace(before, after, StringComparison.Ordinal), Compiler.ParseOptions(), tree.FilePath));

        driver = driver.RunGenerators(edited);
        Reference.AssertSame(edited, driver, after);
        driver = driver.RunGenerators(compilation);
        Reference.AssertSame(compilation, driver, "back from " + after);
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Shape.Names), MemberType = typeof(Shape))]
    public void Every_mutation_of_a_job_is_read_as_the_compiler_would_have_it(string shape)
    {
        var original = Shape.All[shape];
        AssertMutations(Compiler.Create([original.Source], original.Version, original.Nullable), 0, count: 20, seed: 7 + shape.Length);
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_mutation_beside_other_jobs_is_read_as_the_compiler_would_have_it(int file) =>
        AssertMutations(Compiler.Create([First, Common, Second]), file, count: 400, seed: file);

    private static void AssertMutations(CSharpCompilation compilation, int file, int count, int seed)
    {
        var tree = compilation.SyntaxTrees[file];
        var primed = Compiler.CreateDriver(compilation).RunGenerators(compilation);
        Reference.AssertSame(compilation, primed, "nothing");
        foreach (var mutant in Mutations.Of(tree.ToString(), count, seed))
        {
            var edited = compilation.ReplaceSyntaxTree(
                tree, CSharpSyntaxTree.ParseText(mutant, (CSharpParseOptions)tree.Options, tree.FilePath));
            var driver = primed.RunGenerators(edited);
            Reference.AssertSame(edited, driver, mutant);
            Reference.AssertSame(compilation, driver.RunGenerators(compilation), "back from " + mutant);
        }
    }

    private static JobModel? Plain(RecordReader reader, CSharpCompilation compilation, int file)
    {
        var tree = compilation.SyntaxTrees[file];
        var record = tree.GetRoot().DescendantNodes().OfType<RecordDeclarationSyntax>().First(r => r.AttributeLists.Count > 0);
        return reader.PlainOf(record, TreeDeclarations.Of(tree)) is { } plain
            ? PlainJobParser.Parse(plain, reader.Vocabulary.Of(plain, isAnnotated: true))
            : null;
    }
}
