namespace Pai.Jobs;

/// <summary>The hardware that an image is built for.</summary>
public enum Accelerator
{
    /// <summary>Not specified: the image of the framework for CPU is used.</summary>
    Unspecified,

    /// <summary>CPU only.</summary>
    Cpu,

    /// <summary>GPU (CUDA).</summary>
    Gpu,

    /// <summary>PPU, the accelerator of the <c>ml.gp…</c> instance types.</summary>
    Ppu,
}
