using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Tests;

/// <summary>The command line of a program's jobs.</summary>
public class AppTests
{
    private const string Package = """
        namespace Pai.Jobs.CommandLine
        {
            public static class JobsProgram
            {
                public static System.Threading.Tasks.Task<int> RunAsync(string[] args, params JobEntry[] jobs) => null!;
            }

            public abstract class JobEntry
            {
                public static JobEntry Of<TJob, TOutputs>(JobDefinition definition)
                    where TJob : IJob<TJob, TOutputs>
                    where TOutputs : JobOutputs, new() => null!;
            }
        }
        """;

    private const string Jobs = """
        using Pai.Jobs;

        namespace Acme;

        [ProcessingJob("a", InstanceType = "local")]
        internal partial record First
        {
            public int Compute() => 1 + 1;
        }

        public static partial class Outer
        {
            [ProcessingJob("b", InstanceType = "local")]
            public partial record Second;

            [ProcessingJob("c", InstanceType = "local")]
            private partial record Hidden;

            [ProcessingJob("d", InstanceType = "local")]
            public partial record Generic<T>;
        }
        """;

    private const string Main = "return await Pai.Jobs.PaiJobsApp.RunAsync(args);";

    [Fact]
    public void A_program_with_the_package_lists_the_jobs_that_it_can_name()
    {
        var compilation = Program(Jobs, Main, Package);

        var app = Compiler.Generate(compilation)["PaiJobsApp.g.cs"];

        Assert.Contains(
            "Of<global::Acme.First, global::Acme.First.Outputs>(global::Acme.First.Definition),", app, StringComparison.Ordinal);
        Assert.Contains("(global::Acme.Outer.Second.Definition));", app, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", app, StringComparison.Ordinal);
        Assert.DoesNotContain("Generic<", app, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Compiler.WithGenerated(compilation).GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS1591");
    }

    [Fact]
    public void A_program_without_the_package_and_a_library_with_it_get_nothing()
    {
        Assert.DoesNotContain("PaiJobsApp.g.cs", Compiler.Generate(Program(Jobs, "return 0;")).Keys);
        Assert.DoesNotContain("PaiJobsApp.g.cs", Compiler.Generate(Compiler.Create([Jobs, Package])).Keys);
    }

    [Fact]
    public void An_edit_that_names_no_other_job_keeps_the_command_line()
    {
        var compilation = Program(Jobs, Main, Package);
        var driver = Compiler.CreateDriver(compilation, track: true).RunGenerators(compilation);
        var tree = compilation.SyntaxTrees[0];
        var text = Jobs.Replace("[ProcessingJob(\"a\"", "[ProcessingJob(\"x\"", StringComparison.Ordinal);
        var edited = compilation.ReplaceSyntaxTree(
            tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));

        var result = driver.RunGenerators(edited).GetRunResult().Results.Single();

        Assert.All(
            result.TrackedSteps[TrackingNames.App].SelectMany(s => s.Outputs),
            o => Assert.True(o.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, o.Reason.ToString()));
    }

    private static CSharpCompilation Program(params string[] sources)
    {
        var compilation = Compiler.Create(sources);
        return compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));
    }
}
