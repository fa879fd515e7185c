extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

public class ResourceFormsTests
{
    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData("[[|ProcessingJob(\"x\")|]]", "[ProcessingJob(\"x\", InstanceType = InstanceTypes.Ecs.G7.Large)]")]
    [InlineData("[[|ProcessingJob(\"x\", InstanceType = null)|]]", "[ProcessingJob(\"x\", InstanceType = InstanceTypes.Ecs.G7.Large)]")]
    [InlineData(
        "[[|ProcessingJob(\"x\",\n    BaseJobName = \"a\"   // b\n)|]]",
        "[ProcessingJob(\"x\",\n    BaseJobName = \"a\",\n    InstanceType = InstanceTypes.Ecs.G7.Large   // b\n)]")]
    public Task An_instance_type_is_added(string before, string after) =>
        FixAt.VerifyAsync<AddResourceCodeFix>(
            before + " public partial record Job;", after + " public partial record Job;", ("Replacements", "ecs.g7.large\necs.g7.xlarge"));

    [Fact]
    public Task One_that_is_no_constant_is_added_as_text() => FixAt.VerifyAsync<AddResourceCodeFix>(
        "[[|ProcessingJob(\"x\")|]] public partial record Job;",
        "[ProcessingJob(\"x\", InstanceType = \"ecs.x9.large\")] public partial record Job;", ("Replacements", "ecs.x9.large"));

    [Fact]
    public Task A_number_becomes_a_member() => FixAt.VerifyAsync<EnumMemberCodeFix>(
        "[ProcessingJob(\"x\", JobType = [|(JobType)99|])] public partial record Job;",
        "[ProcessingJob(\"x\", JobType = JobType.TFJob)] public partial record Job;", index: 1);

    [Theory]
    [InlineData("Framework = [|\"PyTorch\"|]", "Framework = \"PyTorch\", Accelerator = Accelerator.Gpu")]
    [InlineData("Framework = \"PyTorch\", Accelerator = [|Accelerator.Cpu|]", "Framework = \"PyTorch\", Accelerator = Accelerator.Gpu")]
    public Task The_accelerator_that_there_is_is_set(string before, string after) => FixAt.VerifyAsync<AcceleratorCodeFix>(
        $"[ProcessingJob(\"x\", {before})] public partial record Job;", $"[ProcessingJob(\"x\", {after})] public partial record Job;",
        ("Replacements", "Accelerator.Gpu"));

    [Fact]
    public Task A_record_whose_name_cannot_be_a_job_s_gets_one() => FixAt.VerifyAsync<NameJobCodeFix>(
        "[ProcessingJob(\"x\")] public partial record [|GrößeJob|];",
        "[ProcessingJob(\"x\", BaseJobName = \"gr__e_job\")] public partial record GrößeJob;");
}
