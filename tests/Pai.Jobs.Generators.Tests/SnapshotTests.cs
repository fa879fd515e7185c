using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Tests;

public class SnapshotTests
{
    public static TheoryData<string> Shapes => Shape.Names;

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_generated_code_is_what_was_reviewed(string shape) =>
        Snapshot.Verify(shape, Compiler.Generate(Shape.All[shape].Compile()));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_job_of_the_shape_is_generated(string shape)
    {
        var jobs = Shape.All[shape].Source.Split("ProcessingJob(").Length - 1;
        Assert.Equal(jobs, Compiler.Generate(Shape.All[shape].Compile()).Count);
    }

    [Fact]
    public void Every_snapshot_has_a_shape() => Assert.Equal(Shape.All.Keys.Order(), Snapshot.Names().Order());

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_generated_code_compiles_without_a_warning(string shape) =>
        Assert.Equal(
            "", string.Join('\n', Compiler.Messages(Compiler.WithGenerated(Shape.All[shape].Compile()))));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_generated_code_compiles_in_the_newest_language(string shape) =>
        Assert.Equal(
            "", string.Join('\n', Compiler.Messages(Compiler.WithGenerated(Shape.All[shape].Compile(LanguageVersion.Preview)))));

    [Fact]
    public void A_job_of_six_members_takes_at_most_4000_characters()
    {
        var file = Assert.Single(Compiler.Generate(Shape.All["plain_record"].Compile())).Value;
        Assert.InRange(file.Length, 1, 4000);
    }
}
