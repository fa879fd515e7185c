using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>PAI1012: what another generator adds is not there for ours, and is reported where the job names it.</summary>
public class UnseenTests
{
    private const string Job = """[ProcessingJob("x", Image = "a/b:1", InstanceType = "ecs.g7.xlarge")]""";
    private const string Output = "[Output] public OssUri? Tokens { get; init; }";

    [Theory]
    [InlineData("Consts.Image", """[ProcessingJob("x", Image = Consts.Image, InstanceType = "ecs.g7.xlarge")]""", "")]
    [InlineData("Consts.Image", """[ProcessingJob(Consts.Image, Image = "a/b:1", InstanceType = "ecs.g7.xlarge")]""", "")]
    [InlineData("Consts.Image", Job + """[Label("a", Consts.Image)]""", "")]
    [InlineData("Consts.Name", Job, "[Parameter(Consts.Name)] public int N { get; init; }")]
    [InlineData("Consts.Name", Job, "[Input(Consts.Name)] public OssUri? Corpus { get; init; }")]
    [InlineData("Consts.Max", Job, "[Parameter, MaxLength(Consts.Max)] public string N { get; init; } = \"\";")]
    [InlineData("Consts.Max", Job, "[Parameter, Range(0, Consts . Max)] public int N { get; init; }")]
    [InlineData("Late", Job, "[Parameter] public Late X { get; init; }")]
    [InlineData("Late?", Job, "[Parameter] public Late? X { get; init; }")]
    [InlineData("List<Late>", Job, "[Parameter] public System.Collections.Generic.List<Late> X { get; init; } = [];")]
    [InlineData("LateRule(3)", Job, "[Parameter, LateRule(3)] public int X { get; init; }")]
    [InlineData("Consts.Name", Job, "[Parameter] public Kind X { get; init; } "
        + "public enum Kind { [System.Runtime.Serialization.EnumMember(Value = Consts.Name)] A }")]
    [InlineData("Consts.Name", Job, "[Parameter] public System.Collections.Generic.List<Kind> X { get; init; } = []; "
        + "public enum Kind { B, [System.Runtime.Serialization.EnumMember(Value = \"a\" + Consts.Name)] A }")]
    [InlineData("typeof(Late)", Job, "[Parameter, EnumDataType(typeof(Late))] public string X { get; init; } = \"\";")]
    public async Task It_is_reported_at_the_code_that_names_it(string code, string attributes, string member)
    {
        var diagnostics = await RunAsync($"{attributes} public partial record Train {{ {Output} {member} }}");

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal("PAI1012", diagnostic.Id);
        var tree = diagnostic.Location.SourceTree!;
        Assert.Contains(
            code, tree.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)
                .Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Job + "public partial record Train : LateBase { " + Output + " }")]
    [InlineData(Job + "public partial record Train { " + Output + " } public partial record Train;")]
    public async Task A_base_and_a_part_with_members_are_reported(string source)
    {
        const string generated = "public record LateBase { [Parameter] public int N { get; init; } } "
            + "public partial record Train { [Parameter] public int Late { get; init; } }";

        var diagnostics = await RunAsync(source, generated);

        Assert.NotEmpty(diagnostics);
        Assert.All(diagnostics, d => Assert.Equal("PAI1012", d.Id));
    }

    [Theory]
    [InlineData(Job + "[LateMark] public partial record Train { " + Output + " [LateMark] public int N { get; init; } }")]
    [InlineData(Job + "public partial record Train : LateEmpty, ILate { " + Output + " }")]
    [InlineData(Job + "public partial record Train : ILate { " + Output + " }")]
    [InlineData(Job + "public partial record Train { " + Output + " public Late N { get; init; } = Late.A; }")]
    public async Task What_the_job_does_not_depend_on_is_not(string source) => Assert.Empty(await RunAsync(source));

    // The compiler reports these: a second message would say nothing more.
    [Theory]
    [InlineData("[Parameter, Range(0, Missing.Max)] public int N { get; init; }")]
    [InlineData("[Parameter] public Missing N { get; init; }")]
    [InlineData("[Parameter, Missing] public int N { get; init; }")]
    public async Task What_is_nowhere_is_the_compiler_s(string member) =>
        Assert.Empty(await RunAsync($"{Job} public partial record Train {{ {Output} {member} }}"));

    private static async Task<IEnumerable<Microsoft.CodeAnalysis.Diagnostic>> RunAsync(string source, string? generated = null) =>
        (await Verify.RunAsync(source, LanguageVersion.CSharp12, new ProjectOptions
        {
            Generated = generated ?? """
                public static class Consts { public const string Image = "a/b:1", Name = "n"; public const int Max = 3; }
                public enum Late { A }
                public sealed class LateRuleAttribute(int n) : ValidationAttribute { public int N => n; }
                public sealed class LateMarkAttribute : Attribute { }
                public record LateEmpty;
                public interface ILate { }
                """,
        })).Diagnostics;
}
