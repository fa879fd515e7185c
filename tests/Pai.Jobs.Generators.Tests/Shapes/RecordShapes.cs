using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Tests;

/// <summary>Kinds of records and the places that they stand in.</summary>
internal static class RecordShapes
{
    private const string Job = """[ProcessingJob("python main.py", Image = "registry/image:1")]""";

    public static IEnumerable<Shape> All { get; } =
    [
        new("plain_record", Shape.Usings + $$"""
            namespace Acme;

            {{Job}}
            internal sealed partial record TokenizeJob
            {
                [Input] public required OssUri Corpus { get; init; }
                [Input] public DataLocation? Vocabulary { get; init; }
                [Output] public OssUri? Tokens { get; init; }
                [Parameter] public int Interval { get; init; } = 500;
                [Parameter] public double LearningRate { get; init; } = 0.1;
                [Parameter("max_retry"), Range(0, 10)] public int MaxRetry { get; init; } = 5;
            }
            """),
        new("public_record_with_documentation", Shape.Usings + $$"""
            namespace Acme;

            /// <summary>A job.</summary>
            {{Job}}
            public partial record TokenizeJob
            {
                /// <summary>Tokens.</summary>
                [Output] public OssUri? Tokens { get; init; }
            }
            """),
        new("no_members", Shape.Usings + $$"""
            {{Job}}
            internal partial record Empty;
            """, LanguageVersion.CSharp11),
        new("record_struct", Shape.Usings + $$"""
            namespace Acme
            {
                {{Job}}
                internal partial record struct Job
                {
                    public Job() { }
                    [Input] public OssUri? Corpus { get; set; } = null;
                    [Parameter] public int Count { get; set; } = 3;
                }
            }
            """, LanguageVersion.CSharp11),
        new("readonly_record_struct", Shape.Usings + $$"""
            {{Job}}
            internal readonly partial record struct Job([Input] OssUri Corpus, [Parameter] int Count = 3);
            """, LanguageVersion.CSharp11),
        new("record_struct_with_defaults_only", Shape.Usings + $$"""
            {{Job}}
            internal partial record struct Job([Parameter] DayOfWeek Day = DayOfWeek.Friday, [Parameter] int Count = -3);
            """, LanguageVersion.CSharp11),
        new("positional_attribute_on_parameter", Shape.Usings + $$"""
            {{Job}}
            internal partial record Job(
                [Input] OssUri Corpus, [Input] DataLocation? Vocabulary, [Output] OssUri? Tokens,
                [Parameter, Range(1, 9)] int Count, [Parameter("name")] string? Text = "x");
            """, LanguageVersion.CSharp11),
        new("positional_attribute_on_property", Shape.Usings + $$"""
            {{Job}}
            internal partial record Job([property: Input] OssUri Corpus, [property: Parameter, Range(1, 9)] int Count = 5)
            {
                [Parameter] public string Extra { get; init; } = "";
            }
            """, LanguageVersion.CSharp11),
        new("nested_in_everything", Shape.Usings + $$"""
            namespace Acme.Training;

            internal partial class A
            {
                internal partial struct B
                {
                    internal partial record C
                    {
                        internal partial record struct D
                        {
                            internal partial interface IE<TIn, TOut>
                            {
                                {{Job}}
                                protected internal sealed partial record Train
                                {
                                    [Parameter] public int Epochs { get; init; } = 1;
                                    [Output] public OssUri? Model { get; init; }
                                }
                            }
                        }
                    }
                }
            }
            """, LanguageVersion.CSharp11),
        new("private_and_protected", Shape.Usings + $$"""
            internal partial class A
            {
                {{Job}}
                private partial record Hidden { [Parameter] public int N { get; init; } }

                {{Job}}
                protected partial record Shielded { [Parameter] private int N { get; init; } }
            }
            """, LanguageVersion.CSharp11),
        new("generic_in_generic", Shape.Usings + $$"""
            namespace Acme;

            internal partial class Jobs<T>
                where T : class, new()
            {
                {{Job}}
                internal partial record Train<TKey, TValue>
                    where TKey : struct
                    where TValue : notnull, IDisposable
                {
                    [Input] public required OssUri Data { get; init; }
                    [Output] public DataLocation? Model { get; init; }
                    public TKey? Key { get; init; }
                }
            }
            """),
        new("inherited_members", Shape.Usings + $$"""
            namespace Acme;

            internal abstract record Shared<T>([Input] OssUri Corpus)
            {
                [Parameter] public T? Value { get; init; }
                [Parameter] public virtual int Seed { get; init; } = 1;
                [Parameter, Range(1, 5)] public virtual int Depth { get; init; } = 1;
            }

            {{Job}}
            internal sealed partial record Job(OssUri Corpus, [Parameter] string Name) : Shared<int>(Corpus)
            {
                public override int Seed { get; init; } = 2;
                [Parameter("levels")] public override int Depth { get; init; } = 2;
                [Output] public OssUri? Result { get; init; }
            }
            """, LanguageVersion.CSharp11),
        new("job_derived_from_job", Shape.Usings + $$"""
            namespace Acme;

            {{Job}}
            internal partial record First
            {
                [Input] public OssUri? Corpus { get; init; }
                [Output] public OssUri? Result { get; init; }
            }

            [ProcessingJob("python second.py", Image = "registry/image:1")]
            internal partial record Second : First
            {
                [Output] public OssUri? More { get; init; }
            }

            [ProcessingJob("python third.py", Image = "registry/image:1")]
            internal partial record Third : Second
            {
                [Output] public new OssUri? Outputs { get; init; }
            }
            """, LanguageVersion.CSharp11),
        new("constructors", Shape.Usings + $$"""
            {{Job}}
            internal partial record Empty
            {
                private Empty() { }
                public Empty(string text) => Text = text;
                [Parameter] public string Text { get; init; } = "";
            }

            {{Job}}
            internal partial record Optional
            {
                public Optional(int n = 5) => N = n;
                [Parameter] public int N { get; init; }
            }

            {{Job}}
            internal partial record Sets
            {
                [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
                public Sets() => Text = "x";
                [Parameter] public required string Text { get; init; }
                public required int Other { get; init; }
            }
            """),
        new("constructor_parameters", Shape.Usings + $$"""
            {{Job}}
            internal partial record Job(
                [Parameter] int GetOnly, [Parameter] string[] Names, int Ignored = 5, [Parameter] params int[] Numbers)
            {
                public int GetOnly { get; } = GetOnly;
                public int Ignored { get; } = Ignored;
            }
            """, LanguageVersion.CSharp11),
        new("nullable_off", """
            using Pai.Jobs;

            [ProcessingJob("python main.py", Image = "registry/image:1")]
            internal partial record Job(
                [Input] OssUri First, [Parameter] string Text, [Parameter] int? Number)
            {
                [Input] public OssUri Second { get; init; }
                [Input(Required = true)] public OssUri Third { get; init; }
                [Parameter] public string Other { get; init; }
                [Output] public OssUri Tokens { get; init; }
            }
            """, LanguageVersion.CSharp11, NullableContextOptions.Disable),
    ];
}
