extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

[Trait("Kind", "Exhaustive")]
public class RemoveAttributeTests : FixTests
{
    [Theory]
    [InlineData("[Input, {|PAI1007:Output|}] public OssUri? A { get; init; }", "[Input] public OssUri? A { get; init; }")]
    [InlineData(
        "[Input, {|PAI1007:Output|}, Obsolete] public OssUri? A { get; init; }", "[Input, Obsolete] public OssUri? A { get; init; }")]
    [InlineData("[Input] [{|PAI1007:Output(\"a\")|}] public OssUri? A { get; init; }", "[Input] public OssUri? A { get; init; }")]
    [InlineData("[Input][{|PAI1007:Output|}] public OssUri? A { get; init; }", "[Input] public OssUri? A { get; init; }")]
    [InlineData(
        "[Input][{|PAI1007:Output|}][{|PAI1007:Parameter|}] public OssUri? A { get; init; }", "[Input] public OssUri? A { get; init; }")]
    [InlineData(
        "[Input] [{|PAI1007:Output|}][{|PAI1007:Parameter|}] public OssUri? A { get; init; }", "[Input] public OssUri? A { get; init; }")]
    [InlineData(
        "[Input][{|PAI1007:Output|}][Obsolete] public OssUri? A { get; init; }", "[Input][Obsolete] public OssUri? A { get; init; }")]
    [InlineData(
        "[Input, {|PAI1007:Output|}, {|PAI1007:Parameter|}, Obsolete] public OssUri? A { get; init; }",
        "[Input, Obsolete] public OssUri? A { get; init; }")]
    [InlineData(
        "[Input] /* a */ [/* b */ {|PAI1007:Output|}] public OssUri? A { get; init; }",
        "[Input] /* a */ /* b */  public OssUri? A { get; init; }")]
    [InlineData("[Input]\n    [{|PAI1007:Output|}]\n    public OssUri? A { get; init; }", "[Input]\n    public OssUri? A { get; init; }")]
    [InlineData(
        "[Input]\n    [{|PAI1007:Output|}] // kept\n    public OssUri? A { get; init; }",
        "[Input]\n     // kept\n    public OssUri? A { get; init; }")]
    [InlineData(
        "/// <summary>A.</summary>\n    [Parameter]\n    public static int {|PAI1008:N|} { get; set; }",
        "/// <summary>A.</summary>\n    public static int N { get; set; }")]
    [InlineData("[Parameter] public int {|PAI1008:this|}[int i] { get => i; set { } }", "public int this[int i] { get => i; set { } }")]
    public Task A_role_is_removed(string before, string after) => FixAsync<RemoveAttributeCodeFix>(Record(before), Record(after));

    [Fact]
    public Task Outside_a_job_all_are() => FixAsync<RemoveAttributeCodeFix>(
        "public sealed record Plain { [{|PAI1011:Input|}] public OssUri? Corpus { get; init; } [{|PAI1011:Parameter(\"n\")|}] "
            + "public int N { get; init; } }",
        "public sealed record Plain { public OssUri? Corpus { get; init; } public int N { get; init; } }");

    [Theory]
    [InlineData("[{|PAI1011:Input|}][{|PAI1011:Output|}] public OssUri? A { get; init; }", "public OssUri? A { get; init; }")]
    [InlineData("[{|PAI1011:Input|}, {|PAI1011:Output|}] public OssUri? A { get; init; }", "public OssUri? A { get; init; }")]
    [InlineData(
        "[Obsolete, {|PAI1011:Input|}][{|PAI1011:Output|}]\n    public OssUri? A { get; init; }",
        "[Obsolete]\n    public OssUri? A { get; init; }")]
    public Task Several_at_once(string before, string after) => FixAsync<RemoveAttributeCodeFix>(
        $"public sealed record Plain\n{{\n    {before}\n}}\n", $"public sealed record Plain\n{{\n    {after}\n}}\n");

    [Fact]
    public Task Of_a_positional_parameter_outside_a_job() => FixAsync<RemoveAttributeCodeFix>(
        "public sealed record Plain([{|PAI1011:Input|}][{|PAI1011:Output|}] OssUri A, int B);",
        "public sealed record Plain(OssUri A, int B);");

    [Fact]
    public Task Of_a_positional_parameter_too() => FixAsync<RemoveAttributeCodeFix>(
        $"{Job} public partial record TokenizeJob([property: Parameter] [{{|PAI1007:Input|}}] int N) {{ {Output} }}",
        $"{Job} public partial record TokenizeJob([property: Parameter] int N) {{ {Output} }}");

    private static string Record(string member) => $$"""
        {{Job}}
        public partial record TokenizeJob
        {
            [Output("first")] public OssUri? First { get; init; }

            {{member}}
        }
        """;
}
