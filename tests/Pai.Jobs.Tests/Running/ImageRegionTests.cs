namespace Pai.Jobs.Tests;

public class ImageRegionTests
{
    private const string Image = "registry.{region}.aliyuncs.com/pai-dlc/pytorch-training:1.12PAI-gpu-py38-cu113-ubuntu20.04";

    private static async Task<(JobPlan? Plan, JobValidationException? Refused)> PlanAsync(PaiSessionOptions options, params (string Name, string Value)[] variables)
    {
        await using var session = PaiSession.CreateDefault(options, name => Array.Find(variables, v => v.Name == name).Value);
        try
        {
            return (await JobRunner.PlanAsync(new TestJob(), session, new() { Image = Image }, default), null);
        }
        catch (JobValidationException e)
        {
            return (null, e);
        }
    }

    [Fact]
    public async Task The_session_s_region_takes_the_place_of_the_word()
    {
        var (plan, _) = await PlanAsync(new() { CustomBackend = new FakeBackend(), Region = " cn-shanghai " });
        Assert.Equal("registry.cn-shanghai.aliyuncs.com/pai-dlc/pytorch-training:1.12PAI-gpu-py38-cu113-ubuntu20.04", plan!.Submission.Image);
    }

    [Theory]
    [InlineData("PAI_REGION_ID", "cn-beijing")]
    [InlineData("ALIBABA_CLOUD_REGION_ID", "cn-beijing")]
    [InlineData("dsw_region", "cn-beijing")]
    public async Task A_variable_names_the_region(string name, string value)
    {
        var (plan, _) = await PlanAsync(new() { CustomBackend = new FakeBackend() }, (name, value), ("dsw_region", "cn-beijing"));
        Assert.Contains(".cn-beijing.", plan!.Submission.Image, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_region_the_image_is_named_and_what_to_set()
    {
        var (_, refused) = await PlanAsync(new() { CustomBackend = new FakeBackend() });
        var problem = Assert.Single(refused!.Problems);
        Assert.Contains(Image, problem.Message, StringComparison.Ordinal);
        Assert.Contains("PAI_REGION_ID", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LocalIsolation.Process, false)]
    [InlineData(LocalIsolation.Docker, true)]
    public async Task A_run_of_this_machine_needs_a_region_only_where_it_needs_the_image(LocalIsolation isolation, bool needed)
    {
        var (plan, refused) = await PlanAsync(new() { Backend = "local", Local = new() { Isolation = isolation } });
        Assert.Equal(needed, refused?.Problems.Any(p => p.Subject == "Image") == true);
        if (!needed) Assert.True(plan is null || plan.Submission.Image == Image);
    }
}
