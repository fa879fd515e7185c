extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

[Trait("Kind", "Exhaustive")]
public class MakeRecordTests : FixTests
{
    [Theory]
    [InlineData(
        "public sealed partial class /* a job */ {|PAI1002:TokenizeJob|} {", "public sealed partial record /* a job */ TokenizeJob {")]
    [InlineData(
        "public partial class {|PAI1002:TokenizeJob|} : IDisposable { public void Dispose() { }",
        "public partial record TokenizeJob : IDisposable { public void Dispose() { }")]
    [InlineData("public partial struct {|PAI1002:TokenizeJob|} {", "public partial record struct TokenizeJob {")]
    [InlineData("public readonly partial struct {|PAI1002:TokenizeJob|} {", "public readonly partial record struct TokenizeJob {")]
    public Task A_class_or_struct_becomes_a_record(string before, string after) =>
        FixAsync<MakeRecordCodeFix>($"{Job} {before} {Output} }}", $"{Job} {after} {Output} }}");

    [Fact]
    public Task All_its_parts_do() => FixAsync<MakeRecordCodeFix>(
        $"{Job} public partial class {{|PAI1002:TokenizeJob|}} {{ {Output} }} partial class TokenizeJob {{ }}",
        $"{Job} public partial record TokenizeJob {{ {Output} }} partial record TokenizeJob {{ }}");

    [Theory]
    [InlineData("public static partial class {|PAI1002:TokenizeJob|} { }")]
    [InlineData("public ref partial struct {|PAI1002:TokenizeJob|} { }")]
    [InlineData("public partial class {|PAI1002:TokenizeJob|} : Exception { }")]
    [InlineData("public partial class {|PAI1002:TokenizeJob|} { } public class Derived : TokenizeJob { }")]
    [InlineData("public partial class {|PAI1002:TokenizeJob|}(int n) { public int N => n; }")]
    [InlineData("public partial class {|PAI1002:TokenizeJob|} { public object Clone() => this; }")]
    [InlineData("public partial class {|PAI1002:TokenizeJob|} { public override bool Equals(object? other) => false; "
        + "public override int GetHashCode() => 0; }")]
    public Task What_cannot_be_a_record_is_left(string source) => NoFixAsync<MakeRecordCodeFix>($"{Job} {source}");
}
