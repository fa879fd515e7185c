extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

public class ChannelFixTests : FixTests
{
    [Theory]
    [InlineData("[Input] public {|PAI3003:string?|} A { get; init; }", "[Input] public OssUri? A { get; init; }")]
    [InlineData("[Input] public {|PAI3003:OssUri[]|} A { get; init; } = null!;", "[Input] public OssUri A { get; init; } = null!;")]
    [InlineData("[Input] public required {|PAI3003:System.Uri|} A { get; init; }", "[Input] public required OssUri A { get; init; }")]
    [InlineData(
        "[Output] public {|PAI3003:LocalPath?|} A { get; init; }\n    [Output] public {|PAI3003:string?|} B { get; init; }",
        "[Output] public OssUri? A { get; init; }\n    [Output] public OssUri? B { get; init; }")]
    public Task A_channel_becomes_a_location(string before, string after) => FixAsync<ChannelTypeCodeFix>(Record(before), Record(after));

    [Fact]
    public Task Or_any_location() => FixAsync<ChannelTypeCodeFix>(
        $"{Job} public partial record TokenizeJob([Input] {{|PAI3003:string|}} A);",
        $"{Job} public partial record TokenizeJob([Input] DataLocation A);", "DataLocation");

    [Fact]
    public Task A_value_that_would_not_fit_is_left() =>
        NoFixAsync<ChannelTypeCodeFix>(Record("[Input] public {|PAI3003:string|} A { get; init; } = \"\";"));

    [Theory]
    [InlineData("[Input(Required = {|PAI3006:true|}, DefaultUri = \"oss://bucket/\")]", "[Input(DefaultUri = \"oss://bucket/\")]")]
    [InlineData("[Input(DefaultUri = \"oss://bucket/\", Required = {|PAI3006:true|})]", "[Input(DefaultUri = \"oss://bucket/\")]")]
    [InlineData(
        "[Input(\"a\",\n        Required = {|PAI3006:true|}, // why\n        DefaultUri = \"oss://bucket/\")]",
        "[Input(\"a\", // why\n        DefaultUri = \"oss://bucket/\")]")]
    public Task PAI3006_Required_goes(string before, string after) =>
        FixAsync<RemoveArgumentCodeFix>(
            Record(before + " public OssUri? A { get; init; }"), Record(after + " public OssUri? A { get; init; }"));

    private static string Record(string member) => $$"""
        {{Job}}
        public partial record TokenizeJob
        {
            {{member}}
        }
        """;
}
