extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

public class SecretFixTests : FixTests
{
    [Theory]
    [InlineData("[Parameter] public string? {|PAI4006:ApiKey|} { get; init; }", "[Parameter] public Secret? ApiKey { get; init; }")]
    [InlineData(
        "[Parameter] public required string {|PAI4006:DbPassword|} { get; init; }",
        "[Parameter] public required Secret DbPassword { get; init; }")]
    public Task A_parameter_becomes_a_secret(string before, string after) => FixAsync<SecretCodeFix>(Record(before), Record(after));

    [Fact]
    public Task A_default_that_is_no_reference_is_left() =>
        NoFixAsync<SecretCodeFix>(Record("[Parameter] public string {|PAI4006:ApiKey|} { get; init; } = \"x\";"));

    [Fact]
    public Task A_variable_reads_its_value_from_the_environment() => FixAsync<SecretCodeFix>(
        "[EnvironmentVariable(\"DB_PASSWORD\", {|PAI4006:\"hunter2\"|})]\n" + Record(""),
        "[EnvironmentVariable(\"DB_PASSWORD\", SecretReference = \"env:DB_PASSWORD\")]\n" + Record(""));

    private static string Record(string member) => $$"""
        {{Job}}
        public partial record TokenizeJob
        {
            [Output] public OssUri? Tokens { get; init; }
            {{member}}
        }
        """;
}
