using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.Generators.Tests;

public class IncrementalTests
{
    private const string First = """
        using Pai.Jobs;

        namespace Acme;

        [ProcessingJob("python first.py", Image = "registry/image:1")]
        internal partial record First<T>([Input] OssUri Corpus)
        {
            [Parameter, System.ComponentModel.DataAnnotations.Range(0, 10)] public int Interval { get; init; } = 500;
            [Parameter] public System.DayOfWeek[] Days { get; init; } = new System.DayOfWeek[0];
            [Output] public OssUri? Tokens { get; init; }
            public int Compute() => 1 + 1;
        }
        """;

    private const string Second = """
        using Pai.Jobs;

        namespace Acme;

        internal partial class Outer
        {
            [ProcessingJob("python second.py", Image = "registry/image:1")]
            [Label("a", "b")]
            internal partial record Second
            {
                [Parameter] public string Text { get; init; } = "";
            }
        }
        """;

    private const string Third = """
        namespace Acme;

        internal class Unrelated
        {
            public int Compute() => 1 + 1;
        }
        """;

    /// <summary>An edit: the file it is made in, what it replaces there, and by what.</summary>
    public static TheoryData<string, int, string, string> EditsThatDoNotMatter => new()
    {
        { "a comment above the record", 0, "[ProcessingJob", "// a comment\n[ProcessingJob" },
        { "a comment among the members", 0, "[Parameter]", "/* a comment */ [Parameter]" },
        { "an empty line at the start of the file", 0, "using Pai.Jobs;", "\n\nusing Pai.Jobs;" },
        { "a method's body in the record", 0, "1 + 1", "2 + 2" },
        { "a property's initializer", 0, "= 500", "= 501" },
        { "a member without a role", 0, "public int Compute()", "public int Other { get; set; }\n    public int Compute()" },
        { "a method's body in an unrelated file", 2, "1 + 1", "2 + 2" },
        { "a declaration in an unrelated file", 2, "public int Compute()", "public int Other;\n    public int Compute()" },
        { "a type in an unrelated file", 2, "internal class Unrelated", "internal class More { }\n\ninternal class Unrelated" },
    };

    /// <summary>Of those, the ones after which no job is even read.</summary>
    public static TheoryData<string, int, string, string> EditsThatAreNoDeclarations => new()
    {
        { "a comment above the record", 0, "[ProcessingJob", "// a comment\n[ProcessingJob" },
        { "a method's body in the record", 0, "1 + 1", "2 + 2" },
        { "a method's body in an unrelated file", 2, "1 + 1", "2 + 2" },
    };

    [Theory]
    [MemberData(nameof(EditsThatAreNoDeclarations))]
    public void An_edit_that_is_no_declaration_reads_no_job(string edit, int file, string before, string after)
    {
        var (driver, compilation) = Primed();

        var result = Edited(driver, compilation, file, before, after, edit);

        Assert.All(
            result.TrackedSteps[TrackingNames.Project].SelectMany(s => s.Outputs),
            o => Assert.True(o.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, o.Reason.ToString()));
    }

    [Fact]
    public void A_compilation_is_not_kept_after_an_edit()
    {
        var (driver, old) = PrimedAndEdited();

        GC.Collect();
        Assert.False(old.IsAlive);
        GC.KeepAlive(driver);

        // In a method of its own, whose variables are gone when it ends.
        [MethodImpl(MethodImplOptions.NoInlining)]
        static (GeneratorDriver, WeakReference) PrimedAndEdited()
        {
            var (driver, compilation) = Primed();
            return (driver.RunGenerators(Replace(compilation, 2, "1 + 1", "2 + 2")), new WeakReference(compilation));
        }
    }

    [Theory]
    [MemberData(nameof(EditsThatDoNotMatter))]
    public void An_edit_that_does_not_matter_generates_nothing_again(string edit, int file, string before, string after)
    {
        var (driver, compilation) = Primed();

        var result = Edited(driver, compilation, file, before, after, edit);

        Assert.All(
            Reasons(result), r => Assert.True(r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, r.ToString()));
        Assert.All(OutputReasons(result), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }

    [Fact]
    public void A_new_file_generates_nothing_again()
    {
        var (driver, compilation) = Primed();

        var result = driver.RunGenerators(compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("class New;", Compiler.ParseOptions(), "/src/New.cs"))).GetRunResult().Results.Single();

        Assert.All(OutputReasons(result), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }

    public static TheoryData<string, int, string, string> EditsThatMatter => new()
    {
        { "a channel's name", 0, "OssUri Corpus", "OssUri Words" },
        { "a parameter's type", 0, "int Interval", "long Interval" },
        { "a validation attribute", 0, "Range(0, 10)", "Range(0, 11)" },
        { "nullability", 0, "[Input] OssUri Corpus", "[Input] OssUri? Corpus" },
        { "the command", 0, "python first.py", "python last.py" },
        { "the record's type parameter", 0, "First<T>", "First<U>" },
        { "the namespace", 0, "namespace Acme;", "namespace Acme.More;" },
        { "an attribute's argument", 0, "[Output]", "[Output(\"out\")]" },
    };

    [Theory]
    [MemberData(nameof(EditsThatMatter))]
    public void An_edit_of_one_job_generates_that_job_alone(string edit, int file, string before, string after)
    {
        var (driver, compilation) = Primed();
        var old = driver.GetRunResult().Results.Single().GeneratedSources;

        var result = Edited(driver, compilation, file, before, after, edit);

        Assert.Equal(1, OutputReasons(result).Count(r => r is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New));
        var secondBefore = old.Single(s => s.HintName.Contains("Second", StringComparison.Ordinal)).SourceText;
        Assert.Same(secondBefore, result.GeneratedSources.Single(s => s.HintName.Contains("Second", StringComparison.Ordinal)).SourceText);
        Assert.NotEqual(
            old.Single(s => s.HintName.Contains("First", StringComparison.Ordinal)).SourceText.ToString(),
            result.GeneratedSources.Single(s => s.HintName.Contains("First", StringComparison.Ordinal)).SourceText.ToString());
    }

    [Fact]
    public void What_a_file_of_its_own_decides_about_a_job_is_not_missed()
    {
        const string job = """
            [Pai.Jobs.ProcessingJob("python main.py", Image = "registry/image:1")]
            internal partial record Job : Base { [Pai.Jobs.Parameter] public Kind Kind { get; init; } }
            """;
        const string other = "internal enum Kind { A } internal record Base { [Pai.Jobs.Parameter] public int Seed { get; init; } }";
        var compilation = Compiler.Create([job, other]);
        var driver = Compiler.CreateDriver(compilation, track: true).RunGenerators(compilation);

        foreach (var (before, after) in (ReadOnlySpan<(string, string)>)[("int Seed", "long Seed"),
            ("Kind { A }", "Kind { [System.Runtime.Serialization.EnumMember(Value = \"a\")] A }"),
            ("enum Kind { A", "struct Kind { public Kind() {}")])
        {
            var changed = Replace(compilation, 1, before, after);
            var incremental =
                driver.RunGenerators(changed).GetRunResult().Results.Single().GeneratedSources.Select(s => s.SourceText.ToString());
            Assert.Equal(Compiler.Generate(changed).Values, incremental);
            Assert.NotEqual(Compiler.Generate(compilation).Values, incremental);
        }
    }

    [Fact]
    public void A_step_keeps_nothing_of_the_compiler_s()
    {
        var (driver, _) = Primed();
        var result = driver.GetRunResult().Results.Single();

        // Of a project, the test above: it has options and references, which are those of the newest compilation.
        foreach (var name in (string[])[TrackingNames.Declarations, TrackingNames.Job])
            foreach (var step in result.TrackedSteps[name])
                foreach (var (value, _) in step.Outputs) ObjectGraph.AssertPlain(value, name);
    }

    [Fact]
    public void Models_of_the_same_source_are_equal_and_all_they_hold_counts()
    {
        var one = Models(First);
        Assert.Equal(one, Models(First));
        foreach (var row in EditsThatMatter)
            Assert.NotEqual(one, Models(First.Replace((string)row[2], (string)row[3], StringComparison.Ordinal)));
    }

    private static object?[] Models(string source)
    {
        var compilation = Compiler.Create([source]);
        var result = Compiler.CreateDriver(compilation, track: true).RunGenerators(compilation).GetRunResult().Results.Single();
        return [.. result.TrackedSteps[TrackingNames.Job].SelectMany(s => s.Outputs).Select(o => o.Value)];
    }

    private static (GeneratorDriver Driver, CSharpCompilation Compilation) Primed()
    {
        var compilation = Compiler.Create([First, Second, Third]);
        var driver = Compiler.CreateDriver(compilation, track: true).RunGenerators(compilation);
        Assert.Equal(2, driver.GetRunResult().Results.Single().GeneratedSources.Length);
        return (driver, compilation);
    }

    private static GeneratorRunResult Edited(
        GeneratorDriver driver, CSharpCompilation compilation, int file, string before, string after, string edit)
    {
        var result = driver.RunGenerators(Replace(compilation, file, before, after)).GetRunResult().Results.Single();
        Assert.True(result.Exception is null, edit);
        return result;
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, int file, string before, string after)
    {
        var tree = compilation.SyntaxTrees[file];
        var text = tree.GetText();
        var start = text.ToString().IndexOf(before, StringComparison.Ordinal);
        Assert.True(start >= 0, before);
        return compilation.ReplaceSyntaxTree(
            tree, tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(start, before.Length), after))));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result) =>
        result.TrackedSteps[TrackingNames.Job].SelectMany(s => s.Outputs).Select(o => o.Reason);

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason);
}
