namespace Pai.Jobs.Tests;

/// <summary>The image of a run on this machine, and the session's region in it.</summary>
public class LocalPreparationTests
{
    private const string Image = "registry.{region}.aliyuncs.com/pai-dlc/pytorch-training:1.12PAI-gpu-py38-cu113-ubuntu20.04";

    private static async Task<PreparedJob> PrepareAsync(
        LocalIsolation isolation, string? region = null, params (string Name, string Value)[] variables)
    {
        using var temp = new TempFolder();
        await using var session = PaiSession.CreateDefault(b =>
        {
            b.Region = region;
            b.Environment = name => Array.Find(variables, v => v.Name == name).Value;
            b.UseLocal(new() { RunsDirectory = temp.In("runs"), Isolation = isolation });
        });
        return await session.Backend.PrepareAsync(LocalHarness.Job(JobCommand.Shell("true"), image: Image), default);
    }

    [Theory]
    [InlineData(LocalIsolation.Process)]
    [InlineData(LocalIsolation.Docker)]
    public async Task The_session_s_region_takes_the_place_of_the_word(LocalIsolation isolation)
    {
        var prepared = await PrepareAsync(isolation, " cn-shanghai ");

        Assert.Equal("registry.cn-shanghai.aliyuncs.com/pai-dlc/pytorch-training:1.12PAI-gpu-py38-cu113-ubuntu20.04", prepared.Image);
        Assert.Equal(Image, prepared.Submission.Image);
        Assert.DoesNotContain(prepared.Problems, p => p.Subject == "Image");
    }

    [Theory]
    [InlineData("PAI_REGION_ID", "cn-beijing")]
    [InlineData("ALIBABA_CLOUD_REGION_ID", "cn-beijing")]
    [InlineData("dsw_region", "cn-beijing")]
    public async Task A_variable_names_the_region(string name, string value)
    {
        var prepared = await PrepareAsync(LocalIsolation.Docker, region: null, (name, value), ("dsw_region", "cn-hangzhou"));

        Assert.Contains(".cn-beijing.", prepared.Image, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_cannot_be_packed_and_an_unknown_isolation_are_problems_beside_the_others()
    {
        using var temp = new TempFolder();
        temp.Write("code/main.py", "");
        File.CreateSymbolicLink(temp.In("code/link"), "/etc/passwd");
        await using var session = PaiSession.CreateDefault(b =>
        {
            b.Environment = name => name == "PAI_JOBS_ISOLATION" ? "chroot" : null;
            b.UseLocal(new() { RunsDirectory = temp.In("runs") });
        });
        var job = LocalHarness.Job(
            JobCommand.Shell("true"), source: temp.In("code"), inputs: [LocalHarness.Input("corpus", temp.In("missing"))]);

        var prepared = await session.Backend.PrepareAsync(job, default);

        Assert.Equal(
            ["SourceDir", "input \"corpus\"", "isolation"], prepared.Problems.Select(p => p.Subject).Order(StringComparer.Ordinal));
        Assert.Contains("link", prepared.Problems.First(p => p.Subject == "SourceDir").Message, StringComparison.Ordinal);
        Assert.Contains("\"chroot\"", prepared.Problems.First(p => p.Subject == "isolation").Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JobValidationException>(() => session.Backend.SubmitAsync(prepared));
        Assert.False(Directory.Exists(temp.In("runs")));
    }

    [Fact]
    public async Task Without_a_region_the_image_is_named_and_what_to_set_where_it_is_needed()
    {
        var problem = Assert.Single((await PrepareAsync(LocalIsolation.Docker)).Problems, p => p.Subject == "Image");
        Assert.Contains(Image, problem.Message, StringComparison.Ordinal);
        Assert.Contains("PAI_REGION_ID", problem.Message, StringComparison.Ordinal);

        var process = await PrepareAsync(LocalIsolation.Process);
        Assert.Empty(process.Problems);
        Assert.Equal(Image, process.Image);
    }
}
