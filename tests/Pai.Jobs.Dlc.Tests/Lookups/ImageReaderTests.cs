using Pai.Jobs.Internal.AiWorkspace;
using Pai.Jobs.Internal.Catalog;
using Pai.Jobs.Internal.Images;

namespace Pai.Jobs.Dlc.Tests.Lookups;

public class ImageReaderTests
{
    [Fact]
    public void Labels_win_over_the_tag()
    {
        var image = Read(
            "host/pai/pytorch-inference:2.1-py39-ubuntu22.04",
            "system.official=true", "system.supported.dlc=true", "system.supported.dsw=True", "system.supported.eas=false",
            "system.chipType=gpu", "system.pythonVersion=py310", "system.dsw.cudaVersion=12.1");

        Assert.Equal(("PyTorch", "2.1", Accelerator.Gpu, "3.10", "12.1"), Facts(image));
        Assert.Equal([PaiImageScope.Training, PaiImageScope.Develop], image.Scopes);
        Assert.True(image.IsOfficial);
        Assert.False(image.IsFromCatalog);
        Assert.Equal("py310", image.Labels["system.pythonVersion"]);
    }

    [Theory]
    [InlineData("pytorch-training:1.12PAI-gpu-py38", "system.framework=PyTorch 1.12", "PyTorch", "1.12PAI")]
    [InlineData("pytorch-training:1.12PAI-gpu-py38", "system.framework=TensorFlow 2.3", "PyTorch", "1.12PAI")]
    [InlineData("training:26.07.20-pytorch2.11-py312", "system.framework=PyTorch 2.11", "PyTorch", "2.11")]
    [InlineData("training:26.07.20-pytorch2.11-py312", "system.framework.PyTorch=2.11", "PyTorch", "2.11")]
    [InlineData("training:26.07.20-pytorch2.11-py312", "system.framework.PyTorch=*", "PyTorch", "26.07.20")]
    [InlineData("training:latest", "system.framework=XGBoost", "XGBoost", null)]
    [InlineData("training:latest", "system.framework= ", "training", null)]
    [InlineData("MY-training:1.0", "a=b", "MY", "1.0")]
    [InlineData("-training:1.0", "a=b", "-training", "1.0")]
    public void The_framework(string image, string label, string framework, string? version)
    {
        var read = Read("host/pai/" + image, label);

        Assert.Equal((framework, version), (read.Framework, read.FrameworkVersion));
    }

    [Fact]
    public void An_entry_with_nothing_in_it_is_no_image()
    {
        Assert.Null(ImageReader.Read(new AiImage(), null));
        Assert.Null(ImageReader.Read(new AiImage { ImageUri = " " }, null));
    }

    [Fact]
    public void What_is_missing_or_odd_is_left_out()
    {
        var image = ImageReader.Read(
            new AiImage
            {
                ImageUri = " own ",
                GmtCreateTime = "yesterday",
                WorkspaceId = "",
                Labels = [new(), new() { Key = "a" }, new() { Key = "b", Value = "1" }, new() { Key = "b", Value = "2" }],
            },
            PaiImageScope.Inference)!;

        Assert.Equal(("own", null, Accelerator.Unspecified, null, null), Facts(image));
        Assert.Equal((null, null, false), (image.CreatedAt, image.WorkspaceId, image.IsOfficial));
        Assert.Equal([PaiImageScope.Inference], image.Scopes);
        Assert.Equal(["a=", "b=2"], image.Labels.Select(l => $"{l.Key}={l.Value}"));
    }

    [Fact]
    public void The_time_is_read()
    {
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        Assert.Equal(time, ImageReader.Read(new AiImage { ImageUri = "a", GmtCreateTime = "2026-01-02T03:04:05Z" }, null)!.CreatedAt);
        Assert.Equal(time, ImageReader.Read(new AiImage { ImageUri = "a", GmtCreateTime = "2026-01-02T11:04:05+08:00" }, null)!.CreatedAt);
    }

    [Fact]
    public void All_images_of_the_catalog_are_read()
    {
        var images = CatalogImage.ReadAll().Select(i => ImageReader.Read(i, "cn-shanghai")).ToList();

        Assert.True(images.Count >= 100, $"{images.Count} images");
        Assert.All(images, image =>
        {
            Assert.DoesNotContain("{region}", image.Uri, StringComparison.Ordinal);
            Assert.NotEmpty(image.Framework);
            Assert.NotEmpty(image.Scopes);
            Assert.True(image is { IsFromCatalog: true, IsOfficial: true });
        });
        var torch = images.Single(i => i.Uri.EndsWith("/pytorch-training:1.12PAI-gpu-py38-cu113-ubuntu20.04", StringComparison.Ordinal));
        Assert.Equal(("PyTorch", "1.12PAI", Accelerator.Gpu, "3.8", "11.3"), Facts(torch));
        // The catalog says which framework is in an image whose tag has a version of its own.
        var other = images.Single(i => i.Uri.Contains("pai/training:26.07.20-", StringComparison.Ordinal));
        Assert.Equal(("PyTorch", "2.11", Accelerator.Gpu, "3.12", "13.0"), Facts(other));
        Assert.Contains(images, i => i.Scopes.SequenceEqual([PaiImageScope.Training, PaiImageScope.Develop]));
        Assert.Contains(images, i => i.Scopes.SequenceEqual([PaiImageScope.Inference]));
    }

    private static (string, string?, Accelerator, string?, string?) Facts(PaiImage image) =>
        (image.Framework, image.FrameworkVersion, image.Accelerator, image.PythonVersion, image.CudaVersion);

    private static PaiImage Read(string uri, params string[] labels) => ImageReader.Read(
        new AiImage
        {
            ImageUri = uri,
            Labels = [.. labels.Select(l => l.Split('=', 2)).Select(p => new AiLabel { Key = p[0], Value = p[1] })],
        },
        null)!;
}
