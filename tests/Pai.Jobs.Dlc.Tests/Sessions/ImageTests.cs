using Pai.Jobs.Emulator;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>The image of a job that names a framework, as it is sent.</summary>
public class ImageTests
{
    private static RunOptions Options(string framework, string? version, Accelerator? accelerator = null) => new()
    {
        JobName = "a",
        Framework = framework,
        FrameworkVersion = version,
        Accelerator = accelerator,
        LogWriter = TextWriter.Null,
    };

    private static IReadOnlyList<EmulatedImage> Images =>
    [
        Image("1.8PAI", "gpu", "1.8"), Image("1.12PAI", "gpu", "1.12"), Image("1.12PAI", "cpu", "1.12"), Image("1.9PAI", "cpu", "1.9"),
    ];

    private static EmulatedImage Image(string version, string chip, string label) => new(
        $"image-{version}-{chip}",
        $"pytorch-training:{version}-{chip}",
        $"registry.cn-hangzhou.aliyuncs.com/pai-dlc/pytorch-training:{version}-{chip}-py38-ubuntu20.04")
    {
        Labels = new Dictionary<string, string>
        {
            ["system.official"] = "true",
            ["system.supported.dlc"] = "true",
            ["system.framework"] = $"PyTorch {label}",
            ["system.chipType"] = chip.ToUpperInvariant(),
        },
    };

    [Theory]
    [InlineData("PyTorch", "1.8", Accelerator.Gpu, "1.8PAI-gpu")]
    [InlineData("pytorch", "1.12PAI", Accelerator.Cpu, "1.12PAI-cpu")]
    [InlineData("PyTorch", "latest", Accelerator.Gpu, "1.12PAI-gpu")]
    [InlineData("PyTorch", "latest", null, "1.12PAI-cpu")]
    [InlineData("PyTorch", null, Accelerator.Cpu, "1.12PAI-cpu")]
    [InlineData("PyTorch", "1", Accelerator.Cpu, "1.12PAI-cpu")]
    public async Task A_framework_with_version_and_hardware_is_one_image(
        string framework, string? version, Accelerator? accelerator, string tag)
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.AiWorkspace.Images = Images;

        await new TrainJob().SubmitAsync(harness.Session, Options(framework, version, accelerator), harness.Timeout);

        Assert.Equal(
            $"registry.cn-hangzhou.aliyuncs.com/pai-dlc/pytorch-training:{tag}-py38-ubuntu20.04",
            harness.Request().GetProperty("JobSpecs")[0].GetProperty("Image").GetString());
    }

    [Theory]
    [InlineData("PyTroch", null, "Did you mean \"PyTorch\"?")]
    [InlineData("PyTorch", "7.7", "1.12PAI")]
    public async Task Without_an_image_the_problem_names_those_that_there_are(string framework, string? version, string part)
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.AiWorkspace.Images = Images;

        var e = await Assert.ThrowsAsync<JobValidationException>(
            () => new TrainJob().SubmitAsync(harness.Session, Options(framework, version), harness.Timeout));

        Assert.Contains(part, e.Message, StringComparison.Ordinal);
        Assert.Empty(harness.Emulator.Dlc.Jobs);
    }

    [Fact]
    public async Task An_image_of_the_catalog_is_used_with_a_note_where_the_service_cannot_be_asked()
    {
        var clock = new DelayClock(DateTimeOffset.UtcNow) { Timeout = TimeSpan.FromSeconds(60) };
        await using var harness = await DlcHarness.StartAsync(clock);
        harness.Emulator.Faults.Add(Fault.ServiceUnavailable(isXml: false), EmulatedOperation.ListImages, count: null);

        var planning = new TrainJob().PlanAsync(harness.Session, Options("PyTorch", "latest"), harness.Timeout);
        while (!planning.IsCompleted)
            if (!clock.TryMoveOn()) await Task.WhenAny(planning, Task.Run(static () => Task.Yield()));
        var plan = await planning;

        var note = Assert.Single(plan.Notes, n => n.StartsWith("The image", StringComparison.Ordinal));
        Assert.Contains("is from the catalog of this package", note, StringComparison.Ordinal);
        Assert.DoesNotContain("{region}", plan.Image, StringComparison.Ordinal);
    }
}
