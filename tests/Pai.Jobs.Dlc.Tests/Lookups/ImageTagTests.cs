using Pai.Jobs.Internal.Images;

namespace Pai.Jobs.Dlc.Tests.Lookups;

public class ImageTagTests
{
    private const string Host = "registry.cn-hangzhou.aliyuncs.com/pai-dlc/";

    [Theory]
    // Training: the accelerator, then Python.
    [InlineData("pytorch-training:1.12PAI-gpu-py38-cu113-ubuntu20.04", "1.12PAI", Accelerator.Gpu, "3.8", "11.3")]
    [InlineData("tensorflow-training:1.12PAI-mkl-cpu-py27-ubuntu18.04", "1.12PAI", Accelerator.Cpu, "2.7", null)]
    [InlineData("pytorch-training:2.4.0-gpu-py3.10-cu12.5-ngc24.06-ubuntu22.04", "2.4.0", Accelerator.Gpu, "3.10", "12.5")]
    [InlineData("pytorch:2.8.0-gpu-py313-cu129-ubuntu22.04-3995b779-1764361782", "2.8.0", Accelerator.Gpu, "3.13", "12.9")]
    [InlineData("torcheasyrec:1.1.0-pytorch2.10.0-ppu-py312-cu130-ubuntu24.04", "1.1.0", Accelerator.Ppu, "3.12", "13.0")]
    [InlineData("tensorflow-training:deeprec2212-cpu-py36-ubuntu18.04", "deeprec2212", Accelerator.Cpu, "3.6", null)]
    // Serving: Python, then the accelerator. Read in the other order, Python is the accelerator and the accelerator is Python.
    [InlineData("pytorch-inference:1.12-py39-gpu-cu113-ubuntu20.04", "1.12", Accelerator.Gpu, "3.9", "11.3")]
    [InlineData("xgboost-inference:1.6.0-py36-mkl-cpu-ubuntu18.04", "1.6.0", Accelerator.Cpu, "3.6", null)]
    [InlineData("xgboost-inference:1.6.0-py36-ubuntu18.04", "1.6.0", Accelerator.Unspecified, "3.6", null)]
    // No accelerator, but CUDA.
    [InlineData("hybridbackend:0.6-tf1.15-py3.6-cu114-ubuntu18.04", "0.6", Accelerator.Gpu, "3.6", "11.4")]
    [InlineData("training:26.07.20-pytorch2.11-python3.12-cuda13.0-ubuntu24.04_accelerated", "26.07.20", Accelerator.Gpu, "3.12", "13.0")]
    [InlineData("pytorch-training:cuda11.3.1-cudnn8-devel-ubuntu20.04-py38-0625", null, Accelerator.Gpu, "3.8", "11.3")]
    [InlineData("vllm:v0.9.1-modelgallery", "0.9.1", Accelerator.Unspecified, null, null)]
    [InlineData("old:1.0-gpu-py27-cu90", "1.0", Accelerator.Gpu, "2.7", "9.0")]
    [InlineData("pai-pytorch-training:1.5-gpu-py3", "1.5", Accelerator.Gpu, "3", null)]
    // Not of any form.
    [InlineData("pai-megatron-patch:25.04", "25.04", Accelerator.Unspecified, null, null)]
    [InlineData("own:latest", null, Accelerator.Unspecified, null, null)]
    [InlineData("own:gpu", null, Accelerator.Gpu, null, null)]
    [InlineData("own", null, Accelerator.Unspecified, null, null)]
    [InlineData("own:", null, Accelerator.Unspecified, null, null)]
    [InlineData("own:--", null, Accelerator.Unspecified, null, null)]
    [InlineData("own:1-py-cu-python-cuda", "1", Accelerator.Unspecified, null, null)]
    [InlineData("own:1-py38x-cu11..3-py99999999999999999999", "1", Accelerator.Gpu, null, "11.3")]
    public void Tags(string image, string? version, Accelerator accelerator, string? python, string? cuda)
    {
        var tag = ImageTag.Parse(Host + image);

        Assert.Equal((version, accelerator, python, cuda), (tag.Version, tag.Accelerator, tag.Python, tag.Cuda));
        Assert.Equal(image.Split(':')[0], tag.Repository);
    }

    [Theory]
    [InlineData("localhost:5000/a/b:1.0@sha256:0123", "b", "1.0")]
    [InlineData("localhost:5000/b", "b", "")]
    [InlineData("b@sha256:0123", "b", "")]
    [InlineData("", "", "")]
    [InlineData("@:/", "", "")]
    [InlineData("host/:1", "", "1")]
    public void Repository_and_tag(string uri, string repository, string tag)
    {
        var parsed = ImageTag.Parse(uri);

        Assert.Equal((repository, tag), (parsed.Repository, parsed.Tag));
    }

    [Theory]
    [InlineData("1.12", "1.9")]
    [InlineData("2", "1.99.99")]
    [InlineData("1.12.1", "1.12PAI")]
    [InlineData("1.12", "1.12rc1")]
    [InlineData("2.1.0", "2.1.0a0")]
    [InlineData("2.1.0a0", "2.0.9")]
    [InlineData("v2.1", "2.0")]
    [InlineData("0.1", "deeprec2212")]
    [InlineData("0.0.1", null)]
    [InlineData("100000000000000000000000000000.1", "99999999999999999999999999999.2")]
    public void A_version_is_higher(string higher, string? lower)
    {
        Assert.True(ImageVersion.Parse(higher).CompareTo(ImageVersion.Parse(lower)) > 0);
        Assert.True(ImageVersion.Parse(lower).CompareTo(ImageVersion.Parse(higher)) < 0);
    }

    [Theory]
    [InlineData("1.12", "1.12PAI")]
    [InlineData("1.15", "1.15deeprec2106")]
    [InlineData("1.0", "1")]
    [InlineData("1.02", "1.2")]
    [InlineData("latest", "nvtf1")]
    [InlineData(null, "")]
    [InlineData("...", null)]
    public void Versions_are_equal(string? one, string? other) =>
        Assert.Equal(0, ImageVersion.Parse(one).CompareTo(ImageVersion.Parse(other)));
}
