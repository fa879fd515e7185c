extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

[Trait("Kind", "Exhaustive")]
public class ResourceFixTests : FixTests
{
    [Theory]
    [InlineData(
        "Image = {|PAI2003:\"https://registry/Image:1\"|}, InstanceType = \"ecs.g7.xlarge\"",
        "Image = \"registry/image:1\", InstanceType = \"ecs.g7.xlarge\"")]
    [InlineData(
        "Image = \"registry/image:1\", InstanceType = {|PAI2009:\"ECS.G7.xlarge\"|}",
        "Image = \"registry/image:1\", InstanceType = \"ecs.g7.xlarge\"")]
    [InlineData(
        "Image = \"registry/image:1\", ResourceId = \"quota1\", Priority = {|PAI2017:10|}",
        "Image = \"registry/image:1\", ResourceId = \"quota1\", Priority = 9")]
    [InlineData(
        "Image = \"registry/image:1\", ResourceId = \"quota1\", Priority = {|PAI2017:-1|}",
        "Image = \"registry/image:1\", ResourceId = \"quota1\", Priority = 1")]
    [InlineData(
        "Image = \"registry/image:1\", ResourceId = \"quota1\", MaxRunTimeSeconds = {|PAI2019:-60|}",
        "Image = \"registry/image:1\", ResourceId = \"quota1\", MaxRunTimeSeconds = 0")]
    [InlineData(
        "Image = \"registry/image:1\", ResourceId = \"quota1\", JobType = JobType.SlurmJob, InstanceCount = {|PAI2013:2|}",
        "Image = \"registry/image:1\", ResourceId = \"quota1\", JobType = JobType.SlurmJob, InstanceCount = 1")]
    [InlineData(
        "Image = \"registry/image:1\", ResourceId = \"quota1\", BaseJobName = {|PAI2020:\"a b\"|}",
        "Image = \"registry/image:1\", ResourceId = \"quota1\", BaseJobName = \"a_b\"")]
    public Task A_text_or_number_is_replaced(string before, string after) => FixAsync<UseTextCodeFix>(Record(before), Record(after));

    [Theory]
    [InlineData("OwnErrorRetries = {|PAI2030:-1|}", "OwnErrorRetries = 0")]
    [InlineData(
        "FallbackInstanceTypes = new[] { {|PAI2009:\"ECS.G7.xlarge\"|} }", "FallbackInstanceTypes = new[] { \"ecs.g7.xlarge\" }")]
    public Task A_number_or_a_name_of_the_retries_is_replaced(string before, string after)
    {
        var record = Record("Image = \"registry/image:1\", InstanceType = \"ecs.g7.xlarge\"");
        return FixAsync<UseTextCodeFix>(With(before), With(after));

        string With(string retry) => record.Replace("[ProcessingJob", $"[Retry({retry})] [ProcessingJob", StringComparison.Ordinal);
    }

    [Fact]
    public Task A_near_instance_type_is_offered_as_a_constant() => FixAsync<UseTextCodeFix>(
        Record("Image = \"registry/image:1\", InstanceType = {|PAI2009:\"ECS.G7.xlarge\"|}"),
        Record("Image = \"registry/image:1\", InstanceType = InstanceTypes.Ecs.G7.XLarge"),
        "the best as a constant");

    [Theory]
    [InlineData(
        "InstanceType = \"local\", Priority = {|PAI2012:5|}, SpotStrategy = {|PAI2012:SpotStrategy.SpotAsPriceGo|}",
        "InstanceType = \"local\"")]
    [InlineData(
        "Image = \"registry/image:1\", InstanceType = \"ecs.g7.xlarge\", Priority = {|PAI2018:5|}",
        "Image = \"registry/image:1\", InstanceType = \"ecs.g7.xlarge\"")]
    [InlineData(
        "Image = \"registry/image:1\", InstanceType = \"ecs.g7.xlarge\", ResourceId = {|PAI2014:\"quota1\"|}",
        "Image = \"registry/image:1\", InstanceType = \"ecs.g7.xlarge\"")]
    [InlineData(
        "Image = \"registry/image:1\", Framework = {|PAI2027:\"PyTorch\"|}, ResourceId = \"quota1\"",
        "Image = \"registry/image:1\", ResourceId = \"quota1\"")]
    [InlineData(
        "Image = \"registry/image:1\", SpotDiscountLimit = {|PAI2016:0.5|}, ResourceId = \"quota1\"",
        "Image = \"registry/image:1\", ResourceId = \"quota1\"")]
    public Task What_means_nothing_is_removed(string before, string after) =>
        FixAsync<RemoveArgumentCodeFix>(Record(before), Record(after));

    [Fact]
    public Task Or_the_instance_type_beside_a_quota() => FixAsync<RemoveArgumentCodeFix>(
        Record("Image = \"registry/image:1\", InstanceType = \"ecs.g7.xlarge\", ResourceId = {|PAI2014:\"quota1\"|}"),
        Record("Image = \"registry/image:1\", ResourceId = \"quota1\""), "the other");

    [Fact]
    public Task A_strategy_without_limit_is_left() =>
        NoFixAsync<RemoveArgumentCodeFix>(Record(
            "Image = \"registry/image:1\", InstanceType = \"ecs.g7.xlarge\", SpotStrategy = {|PAI2016:SpotStrategy.SpotWithPriceLimit|}"));

    [Fact]
    public Task A_number_becomes_a_member() => FixAsync<EnumMemberCodeFix>(
        Record("Image = \"registry/image:1\", ResourceId = \"quota1\", JobType = {|PAI2026:(JobType)99|}"),
        Record("Image = \"registry/image:1\", ResourceId = \"quota1\", JobType = JobType.TFJob"), "TFJob");

    [Fact]
    public Task The_accelerator_that_there_is_is_set() => FixAsync<AcceleratorCodeFix>(
        Record("Framework = {|PAI2005:\"PyTorch\"|}, FrameworkVersion = \"2.4.0\", ResourceId = \"quota1\""),
        Record("Framework = \"PyTorch\", FrameworkVersion = \"2.4.0\", ResourceId = \"quota1\", Accelerator = Accelerator.Gpu"));

    [Fact]
    public Task A_record_whose_name_cannot_be_a_job_s_gets_one() => FixAsync<NameJobCodeFix>(
        $"[ProcessingJob(\"x\", InstanceType = \"local\")] public partial record {{|PAI2020:GrößeJob|}} {{ {Output} }}",
        $"[ProcessingJob(\"x\", InstanceType = \"local\", BaseJobName = \"gr__e_job\")] public partial record GrößeJob {{ {Output} }}");

    private static string Record(string arguments) =>
        $"[ProcessingJob(\"x\", {arguments})] public partial record TokenizeJob {{ {Output} }}";
}
