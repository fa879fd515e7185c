extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

public class AddOutputTests : FixTests
{
    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData(
        "partial record {|PAI1010:TokenizeJob|}\n{\n    [Parameter] public int N { get; init; } // the number\n}",
        "partial record TokenizeJob\n{\n    [Parameter] public int N { get; init; } // the number\n    "
            + "[Output] public OssUri? Results { get; init; }\n}")]
    [InlineData(
        "partial record {|PAI1010:TokenizeJob|}\n{\n    [Parameter] public int N { get; init; }\n\n    public int Results => N;\n}",
        "partial record TokenizeJob\n{\n    [Parameter] public int N { get; init; }\n\n    public int Results => N;\n\n    "
            + "[Output] public OssUri? Results2 { get; init; }\n}")]
    [InlineData(
        "partial record {|PAI1010:TokenizeJob|}([Parameter] int N); // a job",
        "partial record TokenizeJob([Parameter] int N)\n{\n    [Output] public OssUri? Results { get; init; }\n} // a job")]
    [InlineData(
        "partial record {|PAI1010:TokenizeJob|} { [Parameter] public int N { get; init; } }",
        "partial record TokenizeJob { [Parameter] public int N { get; init; }\n    [Output] public OssUri? Results { get; init; }\n}")]
    [InlineData(
        "partial record {|PAI1010:TokenizeJob|} { }",
        "partial record TokenizeJob {\n    [Output] public OssUri? Results { get; init; }\n}")]
    [InlineData(
        "#nullable disable\npartial record {|PAI1010:TokenizeJob|}\n{\n}",
        "#nullable disable\npartial record TokenizeJob\n{\n    [Output] public OssUri Results { get; init; }\n}")]
    public Task A_job_without_channel_gets_an_output(string before, string after) =>
        FixAsync<AddOutputCodeFix>($"{Job}\n{before}", $"{Job}\n{after}");
}
