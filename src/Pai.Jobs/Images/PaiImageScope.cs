namespace Pai.Jobs;

/// <summary>The part of PAI that an image is made for.</summary>
public enum PaiImageScope
{
    /// <summary>Jobs (PAI-DLC).</summary>
    Training,

    /// <summary>Serving (PAI-EAS).</summary>
    Inference,

    /// <summary>Notebooks (PAI-DSW).</summary>
    Develop,
}
