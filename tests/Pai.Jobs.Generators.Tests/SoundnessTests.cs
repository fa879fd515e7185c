using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.Generators.Tests;

/// <summary>
/// After any edit, what one driver that goes on from edit to edit has generated is what the compiler says of each record.
/// </summary>
public class SoundnessTests
{
    private static readonly string[] s_files =
    [
        """
        using Pai.Jobs;
        using Kind = Acme.Shared.Kind;

        namespace Acme;

        [ProcessingJob("python first.py", Image = Constants.Image)]
        internal partial record First : Base<int>
        {
            [Input] public required OssUri Corpus { get; init; }
            [Parameter] public Kind Kind { get; init; }
            [Parameter] public Alias Aliased { get; init; }
            [Output] public OssUri? Tokens { get; init; }
        }
        """,
        """
        using Pai.Jobs;

        namespace Acme;

        internal abstract record Base<T>
        {
            [Parameter, Even] public virtual T? Seed { get; init; }
        }
        """,
        """
        namespace Acme.Shared { public enum Kind { A, B } }
        namespace Acme {
            internal static class Constants { public const string Image = "registry/image:1"; public const string Name = "n"; } }
        """,
        """
        global using Alias = System.Int32;
        global using Job = Pai.Jobs.ProcessingJobAttribute;
        global using static Acme.Constants;
        """,
        """
        namespace Acme;

        internal partial class Outer
        {
            [Job("python second.py", Framework = "PyTorch")]
            internal partial record Second([Pai.Jobs.Parameter(Constants.Name)] int Number);
        }
        """,
        """
        namespace Acme;

        internal partial class Outer
        {
            internal partial record Second
            {
                [Pai.Jobs.Parameter] public int Part { get; init; }
            }
        }
        """,
        """
        namespace Acme;

        internal sealed class EvenAttribute : System.ComponentModel.DataAnnotations.ValidationAttribute { }

        internal class Unrelated { public int Compute() => 1 + 1; }
        """,
        """
        namespace Other;

        [Pai.Jobs.ProcessingJob("python third.py", InstanceType = "local")]
        internal partial record Third { [Pai.Jobs.Parameter] public System.DayOfWeek Day { get; init; } }
        """,
        """
        using System.ComponentModel.DataAnnotations;
        using Pai.Jobs;
        using K = Acme.Shared.Kind;
        namespace Acme.Plain
        {
            using Acme.Shared;
            [ProcessingJob("python fourth.py", Image = Constants.Image, InstanceCount = 2)]
            public sealed partial record Fourth
            {
                [Input] public required OssUri Corpus { get; init; }
                [Parameter, Range(0, 3), Even] public int Retries { get; init; }
                [Parameter] public K Short { get; init; }
            }
        }
        """,
        """
        using System.ComponentModel.DataAnnotations;
        using Pai.Jobs;
        using K = Acme.Shared.Kind;
        namespace Acme.Plain
        {
            using Acme.Shared;
            [ProcessingJob("python fifth.py", InstanceCount = 2, Image = Constants.Image)]
            public sealed partial record Fifth
            {
                [Parameter] public K Brief { get; init; }
                [Input] public required OssUri Words { get; init; }
                [Parameter, Range(0, 3), Even] public int Tries { get; init; }
                [Parameter] public Kind Kind { get; init; }
            }
        }
        """,
    ];

    /// <summary>A text and what takes its place; and back, when it is there already.</summary>
    private static readonly (int File, string One, string Two)[] s_edits =
    [
        (0, "[Input] public required", "/* c */ [Input] public required"),
        (0, "OssUri Corpus", "OssUri Words"),
        (0, "using Kind = Acme.Shared.Kind;", "using Kind = System.DayOfWeek;"),
        (0, ": Base<int>", ": Base<long>"),
        (0, ": Base<int>", ""),
        (0, "namespace Acme;", "namespace Acme.More;"),
        (0, "partial record First", "record First"),
        (0, "[ProcessingJob(", "[Oops("),
        (0, "Constants.Image", "Image"),
        (1, "[Parameter, Even]", "[Parameter]"),
        (1, "[Parameter, Even]", "[Parameter(\"seed_value\"), Even]"),
        (1, "abstract record Base<T>", "abstract record Base2<T>"),
        (1, "virtual T? Seed", "virtual T? Other"),
        (1, "{ get; init; }", "{ get; }"),
        (1, "{ get; init; }", "{ get; private init; }"),
        (1, "namespace Acme;", "namespace Acme.Shared;"),
        (2, "enum Kind { A, B }", "struct Kind { }"),
        (2, "enum Kind { A, B }", "class Kind { }"),
        (2, "{ A, B }", "{ [System.Runtime.Serialization.EnumMember(Value = \"a\")] A, B }"),
        (2, "registry/image:1", "registry/image:2"),
        (2, "Name = \"n\"", "Name = \"m\""),
        (2, "Acme.Shared { public enum", "Acme.Elsewhere { public enum"),
        (3, "System.Int32", "System.Int64"),
        (3, "System.Int32", "System.Uri"),
        (3, "global using Job = Pai.Jobs.ProcessingJobAttribute;", "global using Job = System.ObsoleteAttribute;"),
        (3, "global using Alias = System.Int32;", "global using Alias = Acme.Shared.Kind;"),
        (4, "int Number", "string Number"),
        (4, "partial class Outer", "partial struct Outer"),
        (4, "partial class Outer", "class Outer"),
        (4, "Constants.Name", "\"x\""),
        (5, "partial class Outer", "partial struct Outer"),
        (5, "[Pai.Jobs.Parameter]", "[Pai.Jobs.Input]"),
        (5, "public int Part", "public int Outputs"),
        (5, "public int Part { get; init; }", ""),
        (6, "ValidationAttribute { }", "ValidationAttribute { public EvenAttribute(int n = 3) { } }"),
        (6, "System.ComponentModel.DataAnnotations.ValidationAttribute", "System.Attribute"),
        (6, "1 + 1", "2 + 2"),
        (6, "internal class Unrelated", "internal class THIRD { } internal class Unrelated"),
        (6, "internal class Unrelated", "internal enum Alias { } internal class Unrelated"),
        (6, "internal class Unrelated", "internal class OssUri { } internal class Unrelated"),
        (6, "internal class Unrelated",
            "internal partial record First { [Pai.Jobs.Parameter] public int Late { get; init; } } internal class Unrelated"),
        (7, "System.DayOfWeek", "DayOfWeek"),
        (7, "namespace Other;", "namespace Other; enum DayOfWeek { X }"),
        (7, "record Third", "record THIRD"),
        (7, "record Third", "record struct Third"),
        (8, "using K = Acme.Shared.Kind;", "using K = System.DayOfWeek;"),
        (8, "Range(0, 3)", "Range(0, 4)"),
        (8, "K Short", "int Short"),
        (8, "InstanceCount = 2", "InstanceCount = 3"),
        (8, "record Fourth", "record Constants"),
        (8, "public sealed partial record Fourth", "public enum Range { } public sealed partial record Fourth"),
        (8, "[Input] public", "#nullable disable\n                [Input] public"),
        (9, "[Input] public", "private class K { } [Input] public"),
        (9, "K Brief", "OssUri Brief"),
        (9, "Kind Kind", "Kind Constants"),
        (9, "record Fifth", "record FOURTH"),
        (9, "[Parameter, Range(0, 3), Even]", "[Parameter, Even, Range(0, 3)]"),
        (9, "namespace Acme.Plain", "namespace Acme.plain"),
        (9, "Image = Constants.Image", "Image = \"a/b\""),
    ];

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_long_series_of_edits_leaves_what_a_cold_run_makes(int seed)
    {
        var random = new Random(seed);
        var compilation = Compiler.Create(s_files);
        var driver = Compiler.CreateDriver(compilation).RunGenerators(compilation);
        var log = new List<string>();
        for (var step = 0; step < 120; step++)
        {
            compilation = Edit(compilation, random, log);
            driver = driver.RunGenerators(compilation);
            Reference.AssertSame(compilation, driver, string.Join(" / ", log.TakeLast(8)));
        }
    }

    [Fact]
    public void The_edits_do_reach_the_generated_code()
    {
        // The test above says nothing if no edit changes anything.
        var before = Compiler.Generate(Compiler.Create(s_files));
        var effective = s_edits.Count(e => !Compiler.Generate(Compiler.Create(
            s_files.Select((f, i) => i == e.File ? f.Replace(e.One, e.Two, StringComparison.Ordinal) : f))).SequenceEqual(before));

        Assert.Equal(5, before.Count);
        Assert.All(s_edits, e => Assert.Contains(e.One, s_files[e.File], StringComparison.Ordinal));
        Assert.InRange(effective, 25, s_edits.Length);
    }

    [Fact]
    public void A_reference_that_goes_and_comes_back_is_seen()
    {
        var compilation = Compiler.Create(s_files);
        var driver = Compiler.CreateDriver(compilation).RunGenerators(compilation);
        var library = compilation.References.Single(r => r.Display!.EndsWith("Pai.Jobs.dll", StringComparison.Ordinal));

        driver = driver.RunGenerators(compilation.RemoveReferences(library));
        Assert.Empty(driver.GetRunResult().Results.Single().GeneratedSources);
        driver = driver.RunGenerators(compilation);
        Assert.Equal(5, driver.GetRunResult().Results.Single().GeneratedSources.Length);
    }

    [Fact]
    public void Options_that_change_are_seen()
    {
        var compilation = Compiler.Create(s_files);
        var driver = Compiler.CreateDriver(compilation).RunGenerators(compilation);
        var changed = compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable));

        var incremental =
            driver.RunGenerators(changed).GetRunResult().Results.Single().GeneratedSources.Select(s => s.SourceText.ToString());

        Assert.Equal(Compiler.Generate(changed).Values.Order(), incremental.Order());
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, Random random, List<string> log)
    {
        if (random.Next(12) == 0)
        {
            var extra = compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == "/src/Extra.cs");
            log.Add(extra is null ? "file added" : "file removed");
            return extra is null
                ? compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
                    "namespace Acme.Shared; internal enum Extra { } [Job(\"x\", Image = \"a/b\")] "
                        + "internal partial record Fourth { [Pai.Jobs.Parameter] public Kind Kind { get; init; } }",
                    Compiler.ParseOptions(), "/src/Extra.cs"))
                : compilation.RemoveSyntaxTrees(extra);
        }

        while (true)
        {
            var (file, one, two) = s_edits[random.Next(s_edits.Length)];
            var tree = compilation.SyntaxTrees.Single(t => t.FilePath == $"/src/File{file}.cs");
            var text = tree.GetText();
            // The longer one first: it may hold the other.
            var (from, to) = two.Length > one.Length && text.ToString().Contains(two, StringComparison.Ordinal)
                || !text.ToString().Contains(one, StringComparison.Ordinal)
                ? (two, one)
                : (one, two);
            var start = from.Length == 0 ? -1 : text.ToString().IndexOf(from, StringComparison.Ordinal);
            if (start < 0) continue;
            log.Add($"{file}: {from} -> {to}");
            return compilation.ReplaceSyntaxTree(
                tree, tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(start, from.Length), to))));
        }
    }
}
