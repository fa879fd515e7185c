extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

[Trait("Kind", "Exhaustive")]
public class AddJobTests : FixTests
{
    // What is to be filled in is reported then.
    private const string Added = "[{|PAI2001:{|PAI2015:ProcessingJob(\"python main.py\")|}|}]";

    [Fact]
    public Task The_record_becomes_a_job() => FixAsync<AddJobCodeFix>(
        """
        /// <summary>Tokens.</summary>
        public sealed record TokenizeJob
        {
            [{|PAI1011:Output|}] public OssUri? Tokens { get; init; }
        }
        """,
        $$"""
        /// <summary>Tokens.</summary>
        {{Added}}
        public sealed partial record TokenizeJob
        {
            [Output] public OssUri? Tokens { get; init; }
        }
        """);

    [Fact]
    public Task A_positional_one_and_what_is_around_it_too() => FixAsync<AddJobCodeFix>(
        """
        public class Jobs
        {
            public sealed record TokenizeJob([{|PAI1011:Output|}] OssUri? Tokens);
        }
        """,
        $$"""
        public partial class Jobs
        {
            {{Added}}
            public sealed partial record TokenizeJob([Output] OssUri? Tokens);
        }
        """);

    [Fact]
    public Task Several_members_are_one_change() => FixAsync<AddJobCodeFix>(
        """
        public sealed record TokenizeJob
        {
            [{|PAI1011:Output|}] public OssUri? Tokens { get; init; }
            [{|PAI1011:Parameter|}] public int Interval { get; init; }
        }
        """,
        $$"""
        {{Added}}
        public sealed partial record TokenizeJob
        {
            [Output] public OssUri? Tokens { get; init; }
            [Parameter] public int Interval { get; init; }
        }
        """);

    [Theory]
    [InlineData("public class Plain { [{|PAI1011:Output|}] public OssUri? A { get; init; } }")]
    [InlineData("public sealed record Plain { public void Run([{|PAI1011:Input|}] OssUri a) { } }")]
    [InlineData("file sealed record Plain { [{|PAI1011:Output|}] public OssUri? A { get; init; } }")]
    public Task What_cannot_become_one_is_left(string source) => NoFixAsync<AddJobCodeFix>(source);
}
