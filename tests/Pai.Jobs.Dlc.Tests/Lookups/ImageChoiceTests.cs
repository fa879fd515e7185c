using Pai.Jobs.Internal.Images;

namespace Pai.Jobs.Dlc.Tests.Lookups;

public class ImageChoiceTests
{
    private static readonly ImageList s_list = new(
    [
        Image("PyTorch", "1.12PAI", Accelerator.Gpu, "1.12PAI-gpu-py38-new", day: 9),
        Image("PyTorch", "1.12PAI", Accelerator.Gpu, "1.12PAI-gpu-py38-old", day: 2),
        Image("PyTorch", "1.12PAI", Accelerator.Cpu, "1.12PAI-cpu-py38"),
        Image("PyTorch", "1.120", Accelerator.Gpu, "1.120-gpu-py38"),
        Image("PyTorch", "1.9", Accelerator.Cpu, "1.9-cpu-py38", day: 20),
        Image("PyTorch", "2.1.0", Accelerator.Gpu, "2.1.0-gpu-py310"),
        Image("PyTorch", "2.1.2", Accelerator.Gpu, "2.1.2-gpu-py310"),
        Image("PyTorch", "2.1", Accelerator.Gpu, "2.1-gpu-py310"),
        Image("PyTorch", null, Accelerator.Gpu, "unreadable"),
        Image("PyTorch", "2.6.0", Accelerator.Unspecified, "2.0.0-torch2.6.0-py312"),
        Image("ModelScope", "1.34.0", Accelerator.Cpu, "1.34.0-pytorch2.3.1-cpu-py311"),
        Image("ModelScope", "1.34.0", Accelerator.Cpu, "1.34.0-pytorch2.9.1-cpu-py311", day: 3),
        Image("Megatron-LM", "25.04", Accelerator.Gpu, "25.04"),
        Image("Bare", null, Accelerator.Cpu, "latest"),
        Image("Bare", null, Accelerator.Cpu, "latest-llm"),
    ],
    null);

    [Theory]
    // The highest one, not the newest one, and not the one that sorts last as a string.
    [InlineData("PyTorch", null, Accelerator.Cpu, "1.12PAI-cpu-py38")]
    [InlineData("pytorch", null, Accelerator.Unspecified, "1.12PAI-cpu-py38")]
    [InlineData("PyTorch", null, Accelerator.Gpu, "2.1.2-gpu-py310")]
    // Exactly this version, the newest of them.
    [InlineData("PyTorch", "1.12PAI", Accelerator.Gpu, "1.12PAI-gpu-py38-new")]
    [InlineData("PyTorch", "2.1", Accelerator.Gpu, "2.1-gpu-py310")]
    [InlineData("PyTorch", "v2.1.0", Accelerator.Gpu, "2.1.0-gpu-py310")]
    // The beginning of versions, up to a dot or a suffix.
    [InlineData("PyTorch", "1.12", Accelerator.Gpu, "1.12PAI-gpu-py38-new")]
    [InlineData("PyTorch", "1.12", Accelerator.Cpu, "1.12PAI-cpu-py38")]
    [InlineData("PyTorch", "2", Accelerator.Gpu, "2.1.2-gpu-py310")]
    // More of the tag than the version.
    [InlineData("ModelScope", "1.34.0", Accelerator.Cpu, "1.34.0-pytorch2.9.1-cpu-py311")]
    [InlineData("ModelScope", "1.34.0-pytorch2.3.1", Accelerator.Cpu, "1.34.0-pytorch2.3.1-cpu-py311")]
    // What neither labels nor the tag say is no reason to refuse.
    [InlineData("PyTorch", "2.6.0", Accelerator.Gpu, "2.0.0-torch2.6.0-py312")]
    [InlineData("Bare", null, Accelerator.Cpu, "latest")]
    public void The_image(string framework, string? version, Accelerator accelerator, string tag) =>
        Assert.Equal($"host/repository:{tag}", ImageChoice.Choose(s_list, framework, version, accelerator, PaiImageScope.Training).Uri);

    [Theory]
    [InlineData("PyTorhc", null, Accelerator.Gpu, "no image of \"PyTorhc\" for training", "Did you mean \"PyTorch\"?")]
    [InlineData("Caffe", null, Accelerator.Gpu, "There are Bare, Megatron-LM, ModelScope, PyTorch.")]
    [InlineData("PyTorch", "9", Accelerator.Gpu, "no image of PyTorch 9 for GPU", "There are 2.1.2, 2.1", ", 1.120, 1.12PAI.")]
    [InlineData("PyTorch", "1.1", Accelerator.Cpu, "There are 1.12PAI, 1.9.")]
    [InlineData("PyTorch", "2.0.0", Accelerator.Gpu, "PyTorch 2.0.0")]
    [InlineData("PyTorch", "2.1.2", Accelerator.Cpu, "PyTorch 2.1.2 for CPU, ", "There is one for GPU", "Accelerator.Gpu")]
    [InlineData(
        "Megatron-LM", null, Accelerator.Unspecified, "for CPU, which is used where no accelerator is given", "Accelerator.Gpu")]
    [InlineData("Bare", "1.0", Accelerator.Cpu, "have no version", "host/repository:latest")]
    public void An_image_that_there_is_not(string framework, string? version, Accelerator accelerator, params string[] expected)
    {
        var e = Assert.Throws<JobException>(
            () => ImageChoice.Choose(s_list, framework, version, accelerator, PaiImageScope.Training));

        Assert.All(expected, part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("catalog", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_says_that_the_catalog_was_asked_and_why()
    {
        var e = Assert.Throws<JobException>(() => ImageChoice.Choose(
            s_list with { Fault = "The name server is down." }, "Caffe", null, Accelerator.Cpu, PaiImageScope.Inference));

        Assert.Contains("for inference", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("since the service could not be asked: The name server is down.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_images_at_all() => Assert.Contains(
        "The list has no images.",
        Assert.Throws<JobException>(() => ImageChoice.Choose(new([], null), "A", null, Accelerator.Cpu, PaiImageScope.Develop)).Message,
        StringComparison.Ordinal);

    private static PaiImage Image(string framework, string? version, Accelerator accelerator, string tag, int day = 1) => new()
    {
        Uri = $"host/repository:{tag}",
        Framework = framework,
        FrameworkVersion = version,
        Accelerator = accelerator,
        CreatedAt = new(2026, 1, day, 0, 0, 0, TimeSpan.Zero),
    };
}
