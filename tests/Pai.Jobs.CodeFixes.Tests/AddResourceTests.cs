extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

public class AddResourceTests : FixTests
{
    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("[{|PAI2015:{|PAI2001:ProcessingJob(\"x\")|}|}]", "[ProcessingJob(\"x\", InstanceType = \"local\")]")]
    [InlineData(
        "[{|PAI2015:{|PAI2001:ProcessingJob(\"x\",\n    BaseJobName = \"a\")|}|}]",
        "[ProcessingJob(\"x\",\n    BaseJobName = \"a\",\n    InstanceType = \"local\")]")]
    public Task A_job_without_image_may_be_one_of_this_machine(string before, string after) =>
        FixAsync<AddResourceCodeFix>(Record(before), Record(after), "InstanceTypelocal");

    [Fact]
    public async Task Images_and_instance_types_that_fit_are_offered()
    {
        var image = await OfferedAsync("[ProcessingJob(\"x\", InstanceType = \"ecs.g7.xlarge\")]", RuleIds.NoImage);
        var type = await OfferedAsync("[ProcessingJob(\"x\", Image = \"registry/image:1\")]", RuleIds.NoResources);

        Assert.All(image, title => Assert.StartsWith("Add Image = ", title, StringComparison.Ordinal));
        Assert.NotEmpty(image);
        Assert.All(type, title => Assert.StartsWith("Add InstanceType = ", title, StringComparison.Ordinal));
        Assert.Equal("Add InstanceType = \"local\"", type[^1]);
        Assert.True(type.Length > 1);
    }

    private static async Task<string[]> OfferedAsync(string attribute, string id) =>
        [.. (await FixRun.OfferedAsync(new(Record(attribute), new()), id)).Select(a => a.Title)];

    private static string Record(string attribute) => $"{attribute} public partial record TokenizeJob {{ {Output} }}";
}
