extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

[Trait("Kind", "Exhaustive")]
public class UseTextTests : FixTests
{
    [Theory]
    [InlineData("{|PAI2002:0|}", "1")]
    [InlineData("{|PAI2002:-3|} /* why */", "1 /* why */")]
    public Task PAI2002_one_node(string before, string after) => FixAsync<UseTextCodeFix>(Count(before), Count(after));

    [Fact]
    public Task A_constant_is_left() =>
        NoFixAsync<UseTextCodeFix>(Count("{|PAI2002:Names.None|}") + " public static class Names { public const int None = 0; }");

    [Theory]
    [InlineData(
        "[Input({|PAI3001:\"a b\"|})] public OssUri? A { get; init; } [Output({|PAI3001:@\"-c/d\"|})] public OssUri? B { get; init; }",
        "[Input(\"a_b\")] public OssUri? A { get; init; } [Output(\"c_d\")] public OssUri? B { get; init; }")]
    [InlineData(
        "[Input(MountPath = {|PAI3004:\"data\"|})] public OssUri? A { get; init; }",
        "[Input(MountPath = \"/data\")] public OssUri? A { get; init; }")]
    [InlineData(
        "[Input(MountPath = {|PAI3004:\"\"\"data\"\"\"|})] public OssUri? A { get; init; }",
        "[Input(MountPath = \"/data\")] public OssUri? A { get; init; }")]
    [InlineData(
        "[Input] public OssUri? A { get; init; } [Parameter({|PAI4003:\"max retry\"|})] public int B { get; init; }",
        "[Input] public OssUri? A { get; init; } [Parameter(\"max_retry\")] public int B { get; init; }")]
    public Task A_name_or_path_that_follows_from_the_wrong_one(string before, string after) =>
        FixAsync<UseTextCodeFix>(Record(before), Record(after));

    [Theory]
    [InlineData("[Input(MountPath = {|PAI3004:\"/\"|})] public OssUri? A { get; init; }")]
    [InlineData("[Input({|PAI3001:Names.Bad|})] public OssUri? A { get; init; }")]
    [InlineData("[Input({|PAI3001:\"a \" + \"b\"|})] public OssUri? A { get; init; }")]
    [InlineData("[Input({|PAI3001:$\"a b\"|})] public OssUri? A { get; init; }")]
    public Task What_is_not_a_plain_literal_or_has_no_right_form_is_left(string member) =>
        NoFixAsync<UseTextCodeFix>(Record(member) + " public static class Names { public const string Bad = \"a b\"; }");

    [Theory]
    [InlineData("[Input] public OssUri? {|PAI3001:Größe|} { get; init; }", "[Input(\"gr__e\")] public OssUri? Größe { get; init; }")]
    [InlineData(
        "[Input(DefaultUri = \"oss://bucket/\")] public OssUri? {|PAI3001:Größe|} { get; init; }",
        "[Input(\"gr__e\", DefaultUri = \"oss://bucket/\")] public OssUri? Größe { get; init; }")]
    public Task PAI3001_of_a_property_gets_a_name(string before, string after) =>
        FixAsync<NameChannelCodeFix>(Record(before), Record(after));

    private static string Count(string count) =>
        $"[ProcessingJob(\"x\", Image = \"registry/image:1\", InstanceType = \"ecs.g7.xlarge\", InstanceCount = {count})] "
            + $"public partial record TokenizeJob {{ {Output} }}";

    private static string Record(string members) => $"{Job} public partial record TokenizeJob {{ {members} }}";
}
