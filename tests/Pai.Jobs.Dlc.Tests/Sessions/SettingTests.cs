using System.Text.Json;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>Settings of a run that only PAI-DLC has.</summary>
public class SettingTests
{
    private static readonly RunOptions s_options = new() { JobName = "a", LogWriter = TextWriter.Null };

    private static async Task<JsonElement> RequestOfAsync(DlcHarness harness, RunOptions options)
    {
        await new TrainJob().SubmitAsync(harness.Session, options, harness.Timeout);
        return harness.Request();
    }

    [Fact]
    public async Task A_quota_has_resources_for_each_node()
    {
        await using var harness = await DlcHarness.StartAsync();
        var resources = new NodeResources { Cpu = 7.5, MemoryGiB = 32, Gpu = 2, GpuType = "Tesla-V100-16G", SharedMemoryGiB = 8 };

        var request = await RequestOfAsync(harness, s_options with { ResourceId = "quota1", NodeResources = resources });

        Assert.Equal("quota1", request.GetProperty("ResourceId").GetString());
        var spec = request.GetProperty("JobSpecs")[0];
        Assert.False(spec.TryGetProperty("EcsSpec", out _));
        Assert.Equal(
            """{"CPU":"7.5","GPU":"2","Memory":"32Gi","SharedMemory":"8Gi","GPUType":"Tesla-V100-16G"}""",
            spec.GetProperty("ResourceConfig").GetRawText());
    }

    [Fact]
    public async Task A_private_registry_gets_its_password_and_no_plan_shows_it()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Variables["PASSWORD"] = "sesame-4711";
        var options = s_options with
        {
            RegistryCredentials = new() { Username = "robot", Password = Secret.FromEnvironment("PASSWORD") },
        };

        var plan = await new TrainJob().PlanAsync(harness.Session, options, harness.Timeout);
        var request = await RequestOfAsync(harness, options);

        foreach (var text in (string[])[plan.ToString(), plan.ToJson()])
        {
            Assert.DoesNotContain("sesame", text, StringComparison.Ordinal);
            Assert.Contains("robot", text, StringComparison.Ordinal);
        }

        var image = request.GetProperty("JobSpecs")[0].GetProperty("ImageConfig");
        Assert.Equal(
            ("registry.cn-hangzhou.aliyuncs.com", "robot", "sesame-4711"),
            (image.GetProperty("DockerRegistry").GetString(), image.GetProperty("Username").GetString(),
                image.GetProperty("Password").GetString()));
    }

    [Fact]
    public async Task Registered_code_is_checked_out_where_code_is()
    {
        await using var harness = await DlcHarness.StartAsync();

        var request = await RequestOfAsync(harness, s_options with { CodeSourceId = "code-1a2b" });

        Assert.Equal(
            """{"CodeSourceId":"code-1a2b","MountPath":"/ml/usercode/"}""", request.GetProperty("CodeSource").GetRawText());
        Assert.DoesNotContain("/mnt/pai-jobs/code/", harness.Mounts().Keys);
        var config = $"pai/processing_job/a_{harness.Emulator.Dlc.Jobs[0].Tags["pai-jobs-marker"]}/config/env.sh";
        Assert.Contains("pai_home='/ml/usercode/'", harness.Read(config), StringComparison.Ordinal);
        Assert.Contains("PAI_WORKING_DIR", harness.Read(config), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", null, "CodeSourceId")]
    [InlineData("code-1", "code", "CodeSourceId")]
    public async Task Registered_code_excludes_a_source_directory(string id, string? source, string subject)
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Write("code/train.py", "");

        var plan = await new TrainJob().PlanAsync(
            harness.Session,
            s_options with { CodeSourceId = id, SourceDir = source is null ? null : Path.Combine(harness.Folder, source) },
            harness.Timeout);

        Assert.Equal(subject, Assert.Single(plan.Problems).Subject);
    }

    [Fact]
    public async Task Resources_without_a_quota_are_refused()
    {
        await using var harness = await DlcHarness.StartAsync();

        var plan = await new TrainJob().PlanAsync(
            harness.Session, s_options with { NodeResources = new() { Cpu = 0, MemoryGiB = 1 } }, harness.Timeout);

        Assert.Equal(["NodeResources", "NodeResources"], plan.Problems.Select(p => p.Subject));
    }
}
