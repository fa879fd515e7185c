extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

public class MakePartialTests : FixTests
{
    [Fact]
    public Task The_record_becomes_partial() => FixAsync<MakePartialCodeFix>(
        $$"""
        // A job.
        {{Job}}
        public sealed record {|PAI1001:TokenizeJob|} { {{Output}} }
        """,
        $$"""
        // A job.
        {{Job}}
        public sealed partial record TokenizeJob { {{Output}} }
        """);

    [Fact]
    public Task So_does_all_that_is_around_it() => FixAsync<MakePartialCodeFix>(
        $$"""
        /// <summary>Jobs.</summary>
        class Outer
        {
            internal readonly struct Middle
            {
                {{Job}}
                // The record.
                record {|PAI1001:{|PAI1001:{|PAI1001:TokenizeJob|}|}|}([Parameter] int N) { {{Output}} }
            }
        }
        """,
        $$"""
        /// <summary>Jobs.</summary>
        partial class Outer
        {
            internal readonly partial struct Middle
            {
                {{Job}}
                // The record.
                partial record TokenizeJob([Parameter] int N) { {{Output}} }
            }
        }
        """);

    [Fact]
    public Task Two_jobs_in_one_type_share_the_change() => FixAsync<MakePartialCodeFix>(
        $$"""
        public class Outer
        {
            {{Job}} public record {|PAI1001:{|PAI1001:First|}|} { {{Output}} }

            {{Job}} public partial record struct {|PAI1001:Second|} { {{Output}} }
        }
        """,
        $$"""
        public partial class Outer
        {
            {{Job}} public partial record First { {{Output}} }

            {{Job}} public partial record struct Second { {{Output}} }
        }
        """);

    [Fact]
    public Task A_type_around_it_is_changed_in_every_file() => new FixTest<MakePartialCodeFix>
    {
        TestState =
        {
            Sources = { $"using Pai.Jobs;\npublic class Outer {{ {Job} public partial record {{|PAI1001:TokenizeJob|}} {{ {Output} }} }}",
                "class {|CS0101:Outer|} { }" },
        },
        FixedState =
        {
            Sources = { $"using Pai.Jobs;\npublic partial class Outer {{ {Job} public partial record TokenizeJob {{ {Output} }} }}",
                "partial class Outer { }" },
        },
    }.RunAsync();
}
