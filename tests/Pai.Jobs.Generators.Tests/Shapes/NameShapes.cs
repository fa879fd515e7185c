using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Tests;

/// <summary>Names that could get in the way of generated code.</summary>
internal static class NameShapes
{
    private const string Job = """[global::Pai.Jobs.ProcessingJob("python main.py", Image = "registry/image:1")]""";

    public static IEnumerable<Shape> All { get; } =
    [
        new("keywords", $$"""
            using Pai.Jobs;

            namespace @namespace.@record.@class;

            internal partial class @class<@in>
            {
                {{Job}}
                internal partial record @event([Input] OssUri? @new, [Parameter] int @int)
                {
                    [Parameter] public int @await { get; init; }
                    [Parameter] public int @field { get; init; }
                    [Parameter] public int @value { get; init; }
                    [Output] public OssUri? @default { get; init; }
                }
            }
            """, LanguageVersion.CSharp11),
        new("members_named_as_ours", $$"""
            using Pai.Jobs;

            {{Job}}
            internal partial record JobRunner
            {
                [Parameter] public int System { get; init; }
                [Parameter] public int Task { get; init; }
                [Parameter] public int Pai { get; init; }
                [Parameter] public int session { get; init; }
                [Parameter] public int options { get; init; }
                [Parameter] public int job { get; init; }
                [Parameter] public int environment { get; init; }
                [Parameter] public int locations { get; init; }
                [Parameter] public int cancellationToken { get; init; }
                [Parameter] public int Input { get; init; }
                [Parameter] public int Parameter { get; init; }
                [Parameter] public int writer { get; init; }
                [Parameter] public int JobValues { get; init; }
                [Output] public OssUri? Get { get; init; }
                [Output] public OssUri? ToDictionary { get; init; }
                [Output] public OssUri? Outputs { get; init; }
            }
            """, LanguageVersion.CSharp11),
        new("members_named_as_generated_ones", $$"""
            using Pai.Jobs;

            {{Job}}
            internal partial record Names
            {
                [Parameter] public int Definition { get; init; }
                [Parameter] public int AttachAsync { get; init; }
                [Parameter] public int FromEnvironment { get; init; }
                [Parameter] public int SubmitAsync { get; init; }
                [Output] public OssUri? Outputs { get; init; }
                public void RunAsync() { }
            }

            {{Job}}
            internal partial record FromEnvironment<AttachAsync>
            {
                [Output] public OssUri? Result { get; init; }
            }
            """, LanguageVersion.CSharp11),
        new("types_named_as_ours", $$"""
            namespace Acme.System
            {
                internal class Task { }
                internal class Object { }
            }

            namespace Acme.Pai.Jobs
            {
                internal class JobRunner { }
                internal class JobValues { }
                internal class Task { }

                {{Job}}
                internal partial record Outputs
                {
                    [global::Pai.Jobs.Output] public global::Pai.Jobs.OssUri? Result { get; init; }
                }

                {{Job}}
                internal partial record Generic<Outputs, Environment, Job>
                {
                    [global::Pai.Jobs.Parameter] public int Number { get; init; }
                }
            }
            """, LanguageVersion.CSharp11),
        new("namespaces_named_as_our_aliases", $$"""
            namespace PJ { internal class A { } }
            namespace Threading { internal class A { } }
            namespace Acme.PJ { internal class A { } }
            namespace Acme.Threading { internal class A { } }

            namespace Acme
            {
                {{Job}} internal partial record InNamespace { [global::Pai.Jobs.Parameter] public int N { get; init; } }
            }

            {{Job}} internal partial record InNone { [global::Pai.Jobs.Parameter] public int N { get; init; } }
            """, LanguageVersion.CSharp11),
        new("same_name_in_two_namespaces", $$"""
            namespace A { {{Job}} internal partial record Job { [Pai.Jobs.Parameter] public int N { get; init; } } }
            namespace B { {{Job}} internal partial record Job { [Pai.Jobs.Parameter] public int N { get; init; } } }
            """, LanguageVersion.CSharp11),
        new("names_that_differ_in_case", $$"""
            {{Job}} internal partial record Job { [Pai.Jobs.Parameter] public int N { get; init; } }
            {{Job}} internal partial record JOB { [Pai.Jobs.Parameter] public int N { get; init; } }
            {{Job}} internal partial record Job<T> { [Pai.Jobs.Parameter] public int N { get; init; } }
            """, LanguageVersion.CSharp11),
        new("names_beyond_ascii", $$"""
            using Pai.Jobs;

            namespace Größe.数据;

            {{Job}}
            internal partial record Auftrag_é_e\u0301
            {
                [Parameter] public int Größe { get; init; }
                [Input("corpus")] public OssUri? コーパス { get; init; }
            }
            """, LanguageVersion.CSharp11),
    ];
}
