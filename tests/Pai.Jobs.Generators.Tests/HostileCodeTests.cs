using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Tests;

/// <summary>User code that is right on its own, and must still be so beside what is generated for it.</summary>
public class HostileCodeTests
{
    private const string Job = """[ProcessingJob("x", InstanceType = "local")]""";

    /// <summary>Warnings are errors here, and no rule is switched off.</summary>
    public static TheoryData<string> Sources => new()
    {
        // Names of arguments that are keywords.
        $$"""
        class EvenAttribute : ValidationAttribute { public int @int; public string? @class { get; set; } }
        {{Job}} partial record R { [Parameter, Even(@int = 3, @class = "c")] public int N { get; init; } }
        """,
        // The same constructor is called again.
        $$"""
        class PickAttribute : ValidationAttribute
        {
            public PickAttribute(string? text) { }
            public PickAttribute(Type? type) { }
            public PickAttribute(object o, int n) { }
            public PickAttribute(int m, long n) { }
            public PickAttribute(params object[] all) { }
        }
        {{Job}} partial record R {
            [Parameter, Pick((string?)null)] public int A { get; init; }
            [Parameter, Pick((Type?)null)] public int B { get; init; }
            [Parameter, Pick((object)1, 2)] public int C { get; init; }
            [Parameter, Pick(-1, 2L)] public int D { get; init; }
            [Parameter, Pick(1, "2", 'c', DayOfWeek.Friday, typeof(int))] public int E { get; init; }
        }
        """,
        // What is experimental or obsolete with an id of its own, or so that its use is an error.
        $$"""
        #pragma warning disable EX1
        [System.Diagnostics.CodeAnalysis.Experimental("EX1")] enum Kind { A }
        #pragma warning restore EX1
        {{Job}} partial record R
        {
            [System.Diagnostics.CodeAnalysis.Experimental("EX1"), Parameter] public int A { get; init; }
            [System.Diagnostics.CodeAnalysis.Experimental("EX2"), Output] public OssUri? B { get; init; }
            [Parameter]
        #pragma warning disable EX1
            public Kind Kind { get; init; }
        #pragma warning restore EX1
            [Obsolete("x", DiagnosticId = "MY1"), Parameter] public int C { get; init; }
            [Obsolete("x", DiagnosticId = "MY2", UrlFormat = "https://x/{0}"), Input] public OssUri? D { get; init; }
        }
        """,
        $$"""
        {{Job}} partial record R
        {
            [Obsolete("x", true)] public R() { }
            [Obsolete("x", true), Parameter] public int A { get; init; }
            [Parameter] public int B { get; [Obsolete("x", true)] init; }
            [Parameter] public int C { [Obsolete("x", true)] get; init; }
            [Parameter] public int D { [Obsolete("x", DiagnosticId = "MY1")] get; [Obsolete("x", true, DiagnosticId = "MY2")] init; }
            [Obsolete("x", true), Output] public OssUri? E { get; init; }
        }
        """,
        $$"""
        [Obsolete("x", true)] enum Old { A }
        [Obsolete("x", true)] class OldAttribute : ValidationAttribute { }
        {{Job}} [Obsolete("x", true)] partial record R { [Parameter, Old] public Old A { get; init; } }
        {{Job}} partial record S { [Obsolete, Parameter] public Old A { get; init; } }
        """,
        $$"""
        {{Job}} [System.Diagnostics.CodeAnalysis.Experimental("EX1")] partial record R { [Parameter] public int A { get; init; } }
        """,
        // Names that generated members would hide.
        $$"""
        static class Outputs { public const string Table = "t"; }
        {{Job}} partial record R { [Output(Outputs.Table)] public OssUri? A { get; init; } }
        {{Job}} partial record S { public string B => Outputs.Table; }
        """,
        $$"""
        enum Definition { One }
        {{Job}} partial record R { [Parameter] public Definition Kind { get; init; } = Definition.One; }
        """,
        $$"""
        static partial class Jobs
        {
            static class Outputs { public const string Table = "t"; }
            {{Job}} internal partial record R { [Output(Outputs.Table)] public OssUri? A { get; init; } }
        }
        """,
        $$"""
        namespace Acme.Outputs { static class Names { public const string Table = "t"; } }
        namespace Acme { {{Job}} partial record R { [Output(Outputs.Names.Table)] public OssUri? A { get; init; } } }
        """,
        $$"""
        namespace Acme { static class Constants { public const string Outputs = "t"; } }
        namespace Other
        {
            using static Acme.Constants;
            {{Job}} partial record R { [Output(Outputs)] public OssUri? A { get; init; } }
        }
        """,
        $$"""
        namespace Acme { static class Names { public const string Table = "t"; } }
        namespace Other
        {
            using Outputs = Acme.Names;
            {{Job}} partial record R { [Output(Outputs.Table)] public OssUri? A { get; init; } }
        }
        """,
        $$"""
        static class Own
        {
            public static string FromEnvironment(string s) => s;
            public static string AttachAsync(int n) => n.ToString();
        }
        namespace Other
        {
            using static Own;
            {{Job}} partial record R { [Parameter] public string A { get; init; } = FromEnvironment("A") + AttachAsync(1); }
        }
        """,
        $$"""
        static partial class Jobs
        {
            private static string FromEnvironment(string s) => s;
            {{Job}} internal partial record R { [Parameter] public string A { get; init; } = FromEnvironment("A"); }
        }
        """,
        $$"""
        using static Pai.Jobs.Secret;
        {{Job}} partial record R { [Parameter] public Secret A { get; init; } = FromEnvironment("A"); }
        """,
        // Names of the record's own.
        $$"""
        {{Job}} partial record R
        {
            [Parameter] public int Definition { get; init; }
            [Parameter] public int AttachAsync { get; init; }
            [Output] public OssUri? FromEnvironment { get; init; }
            [Parameter] public int PlanAsync { get; init; }
            public System.Threading.Tasks.Task RunAsync() => System.Threading.Tasks.Task.CompletedTask;
        }
        """,
        // The record's own name, and that of a variable, mean something else where the generated code stands.
        $$"""
        record Base { public class R { } }
        record Base<T> { public class R { } public enum Q { A } }
        {{Job}} partial record R : Base { [Parameter] public int N { get; init; } }
        {{Job}} partial record R<T> : Base<T> { [Parameter] public int N { get; init; } }
        {{Job}} partial record Q : Base<int> { [Output] public OssUri? A { get; init; } }
        """,
        $$"""
        #pragma warning disable CS8981
        class @var { }
        class dynamic { }
        {{Job}} partial record R { [Parameter] public int N { get; init; } }
        {{Job}} partial record @nint { [Parameter] public int N { get; init; } }
        """,
        $$"""
        #pragma warning disable CS0693
        partial class O<T> { partial struct P<T> { {{Job}} internal partial record R<T> { [Output] public OssUri? A { get; init; } } } }
        """,
        // Messages from resources.
        $$"""
        static class Messages { internal static string Bad => "bad"; internal static string @class => "worse"; }
        {{Job}} partial record R
        {
            [Parameter, Range(0, 3, ErrorMessageResourceType = typeof(Messages), ErrorMessageResourceName = "Bad")]
            public int A { get; init; }
            [Parameter, MinLength(1, ErrorMessageResourceType = typeof(Messages), ErrorMessageResourceName = "class")]
            public string B { get; init; } = "b";
            [Parameter, StringLength(3, ErrorMessageResourceType = typeof(Messages), ErrorMessageResourceName = nameof(Messages.Bad))]
            public string C { get; init; } = "c";
        }
        """,
        // A project that promises something for all languages.
        $$"""
        [assembly: CLSCompliant(true)]
        [assembly: System.Runtime.InteropServices.ComVisible(false)]
        /// <summary>A job.</summary>
        {{Job}} public partial record R
        {
        #pragma warning disable CS3003
            /// <summary>An output.</summary>
            [Output] public OssUri? A { get; init; }
            /// <summary>A number.</summary>
            [Parameter] public uint B { get; init; }
        #pragma warning restore CS3003
        }
        """,
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void It_compiles_as_it_does_alone(string source)
    {
        var usings = source.Contains("[assembly", StringComparison.Ordinal)
            ? "using System;\nusing System.ComponentModel.DataAnnotations;\nusing Pai.Jobs;\n"
            : Shape.Usings;
        var compilation = Compiler.Create([usings + source]);
        Assert.Equal("", string.Join('\n', Compiler.Messages(compilation)));

        var generated = Compiler.WithGenerated(compilation);

        Assert.Equal("", string.Join('\n', Compiler.Messages(generated)));
        Assert.All(Compiler.Generate(compilation).Values, f => Assert.DoesNotContain("throw new", f, StringComparison.Ordinal));
    }

    [Fact]
    public void Second_names_stand_for_those_that_the_record_uses()
    {
        var compilation = Compiler.Create([Shape.Usings + $$"""
            {{Job}} partial record R
            {
                [Parameter] public int Definition { get; init; }
                [Parameter] public int AttachAsync { get; init; }
                [Parameter] public int FromEnvironment { get; init; }
                [Output] public OssUri? Outputs { get; init; }
                public int PlanAsync => 1;
                public System.Threading.Tasks.Task RunAsync() => System.Threading.Tasks.Task.CompletedTask;
            }
            static class Use
            {
                public static async System.Threading.Tasks.Task<JobOutput> Of(PaiSession session, R job)
                {
                    await job.RunAsync();
                    PreparedJob prepared = await job.PlanAsync(session);
                    (JobDefinition definition, R read) = (R.JobDefinition, R.FromJobEnvironment());
                    JobRun<R, R.JobOutputs> run = await R.AttachJobAsync(session, "id");
                    return (await job.RunAsync(session)).Outputs.Outputs;
                }
            }
            """]);

        Assert.Equal("", string.Join('\n', Compiler.Messages(Compiler.WithGenerated(compilation))));
    }

    [Theory]
    [InlineData("global using PJ = System.Text; global using Threading = System.Threading.Tasks;")]
    [InlineData("global using Threading = System.Threading;")]
    [InlineData("global using Task = System.Int32; global using List = System.String; global using Jobs = System.Object;")]
    public void Aliases_of_the_project_are_no_others(string aliases)
    {
        const string members = "{ [Parameter(\"PJ::x\")] public int N { get; init; } [Output] public OssUri? PJ { get; init; } }";
        var compilation = Compiler.Create([
            aliases, Shape.Usings + Job + "partial record R" + members + Job + "partial record S : R;",
            "namespace A;" + Shape.Usings + Job + "partial record R" + members]);

        Assert.Equal("", string.Join('\n', Compiler.Messages(Compiler.WithGenerated(compilation))));
        Assert.All(Compiler.Generate(compilation).Values, f => Assert.Contains("\"PJ::x\"", f, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData('n', 300)]
    [InlineData('数', 100)]
    public void A_file_has_a_name_that_file_systems_take(char c, int length)
    {
        var name = "A" + new string(c, length);
        var compilation = Compiler.Create([
            $"{Shape.Usings}namespace N {{ {Job} partial record {name}; {Job} partial record {name}B; {Job} partial record C; }}"]);

        var files = Compiler.Generate(compilation).Keys;

        Assert.Equal(3, files.Count);
        Assert.All(files, f => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(f), 1, 255));
        Assert.Equal("", string.Join('\n', Compiler.Messages(Compiler.WithGenerated(compilation))));
    }

    [Theory]
    [InlineData("partial class O { [Job] partial record R {} }", "partial struct O { [Job] partial record R {} }")]
    [InlineData("partial class O { [Job] partial record R {} }", "partial interface O { [Job] partial record R {} }")]
    [InlineData("partial class O { [Job] partial record R {} }", "partial record O { [Job] partial record R {} }")]
    [InlineData("[Job] partial record O {}", "[Job] partial record struct O {}")]
    [InlineData("partial class O { [Job] partial record R {} }", "partial class o { [Job] partial record R {} }")]
    [InlineData("partial class O { [Job] partial record R {} }", "partial class O<T> { [Job] partial record R {} }")]
    [InlineData("namespace O { [Job] partial record R {} }", "partial class O { [Job] partial record R {} }")]
    [InlineData("namespace A.B { [Job] partial record R {} }", "namespace a.b { [Job] partial record r {} }")]
    public void Two_records_of_one_name_do_not_lose_the_other_jobs(string first, string second)
    {
        string[] sources =
        [
            "global using Job = Pai.Jobs.ProcessingJobAttribute;",
            first.Replace("[Job]", "[Job(\"x\", Image = \"a/b\")]", StringComparison.Ordinal),
            second.Replace("[Job]", "[Job(\"x\", Image = \"a/b\")]", StringComparison.Ordinal),
            "[Job(\"x\", Image = \"a/b\")] partial record Other;",
        ];

        var files = Compiler.Generate(Compiler.Create(sources));

        Assert.Equal(3, files.Count);
        Assert.Contains("Other.Job.g.cs", files.Keys);
        Assert.Equal(files.Keys, Compiler.Generate(Compiler.Create(sources.Reverse())).Keys);
    }

    /// <summary>What cannot be named in another file is refused, with the reason.</summary>
    [Theory]
    [InlineData("file sealed class EvenAttribute : ValidationAttribute;", "[Parameter, Even]")]
    [InlineData("file class K; class EvenAttribute(Type t) : ValidationAttribute { public Type T => t; }", "[Parameter, Even(typeof(K))]")]
    [InlineData("file class K; class EvenAttribute<T> : ValidationAttribute;", "[Parameter, Even<K>]")]
    [InlineData("file enum K { A } class EvenAttribute(object o) : ValidationAttribute { public object O => o; }",
        "[Parameter, Even(K.A)]")]
    [InlineData("file enum K { A } class EvenAttribute(params object[] o) : ValidationAttribute { public object O => o; }",
        "[Parameter, Even(1, K.A)]")]
    [InlineData("file class K; class EvenAttribute : ValidationAttribute { public Type? T { get; set; } }",
        "[Parameter, Even(T = typeof(System.Collections.Generic.List<K[]>))]")]
    [InlineData("file static class M { public static string Bad => \"\"; }",
        "[Parameter, Range(0, 3, ErrorMessageResourceType = typeof(M), ErrorMessageResourceName = \"Bad\")]")]
    [InlineData("static class M { private static string Bad => \"\"; }",
        "[Parameter, Range(0, 3, ErrorMessageResourceType = typeof(M), ErrorMessageResourceName = \"Bad\")]")]
    [InlineData("", "[Parameter, Range(0, 3, ErrorMessageResourceName = \"Bad\")]")]
    public void What_a_generated_file_cannot_name_is_refused(string types, string attributes)
    {
        var compilation = Compiler.Create([
            Shape.Usings + types + Job + "partial record R { " + attributes + " public int N { get; init; } }"]);

        Assert.Contains("// All members throw: PAI4004\n", Assert.Single(Compiler.Generate(compilation)).Value, StringComparison.Ordinal);
        Assert.Empty(Compiler.WithGenerated(compilation).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void A_rule_that_only_the_base_may_use_is_refused()
    {
        var compilation = Compiler.Create([Shape.Usings + $$"""
            record Base
            {
                [Parameter, Even] public int N { get; init; }
                private sealed class EvenAttribute : ValidationAttribute;
            }
            {{Job}} partial record R : Base;
            """]);

        Assert.Contains("// All members throw: PAI4004\n", Assert.Single(Compiler.Generate(compilation)).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_from_resources_is_the_one_that_is_shown()
    {
        var job = GeneratedJob.Load("""
            internal static class Messages { public static string Bad => "{0} is bad"; }
            [ProcessingJob("x", InstanceType = "local")]
            internal partial record Job
            {
                [Parameter, Range(0, 3, ErrorMessageResourceType = typeof(Messages), ErrorMessageResourceName = "Bad")]
                public int Number { get; set; }
            }
            """);

        Assert.Contains("is bad", Assert.Single(job.Problems(("Number", 4))), StringComparison.Ordinal);
    }
}
