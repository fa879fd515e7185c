extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

[Trait("Kind", "Exhaustive")]
public class SettablePropertyTests : FixTests
{
    [Theory]
    [InlineData("public int {|PAI1005:N|} { get; }", "public int N { get; init; }")]
    [InlineData("public int {|PAI1005:N|} { get; } = 3; // three", "public int N { get; init; } = 3; // three")]
    [InlineData("public int {|PAI1005:N|} => 3; // three", "public int N { get; init; } = 3; // three")]
    [InlineData(
        "public int {|PAI1005:N|} => Count;\n\n    private const int Count = 2;",
        "public int N { get; init; } = Count;\n\n    private const int Count = 2;")]
    [InlineData(
        "public string {|PAI1005:N|} => string.Concat(\"a\", DayOfWeek.Friday);",
        "public string N { get; init; } = string.Concat(\"a\", DayOfWeek.Friday);")]
    [InlineData("public int {|PAI1005:N|}\n    {\n        get;\n    }", "public int N\n    {\n        get;\n        init;\n    }")]
    public Task It_gets_init(string before, string after) => FixAsync<SettablePropertyCodeFix>(Record(before), Record(after));

    [Theory]
    [InlineData("public int {|PAI1005:N|} { set { } }")]
    [InlineData("public int {|PAI1005:N|} { get => 1; }")]
    [InlineData("public int {|PAI1005:N|} => Count;\n\n    private int Count { get; init; }")]
    [InlineData("public string {|PAI1005:N|} => ToString();")]
    [InlineData("public int {|PAI1005:N|} => throw new NotSupportedException();")]
    public Task Where_it_would_not_compile_it_is_left(string member) => NoFixAsync<SettablePropertyCodeFix>(Record(member));

    [Fact]
    public Task A_struct_without_constructor_cannot_have_the_default() =>
        NoFixAsync<SettablePropertyCodeFix>(
            $"{Job} public partial record struct TokenizeJob {{ {Output} [Parameter] public int {{|PAI1005:N|}} => 1; }}");

    [Theory]
    [InlineData("public partial int [|N|] { get; } public partial int N => 3;")]
    [InlineData("public partial int N { get; } public partial int [|N|] => 3;")]
    [InlineData("public partial int [|N|] { get; } public partial int N { get => 3; }")]
    public Task Of_a_partial_property_no_part_is_changed_alone(string members) => FixAt.VerifyAsync<SettablePropertyCodeFix>(
        $"[ProcessingJob(\"x\", InstanceType = \"local\")] public partial record Job {{ {Output} [Parameter] {members} }}", null);

    private static string Record(string member) => $$"""
        {{Job}}
        public partial record TokenizeJob
        {
            {{Output}}

            [Parameter] {{member}}
        }
        """;
}
