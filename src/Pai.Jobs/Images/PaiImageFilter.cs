namespace Pai.Jobs;

/// <summary>The images that <see cref="PaiImages.ListAsync"/> gives. What is not set does not filter.</summary>
public sealed record PaiImageFilter
{
    /// <summary>The framework, for instance <c>PyTorch</c>, in any case.</summary>
    public string? Framework { get; init; }

    /// <summary>The hardware that the image is built for. Default <see cref="Accelerator.Unspecified"/>: any.</summary>
    public Accelerator Accelerator { get; init; }

    /// <summary>The part of PAI that the image is made for.</summary>
    public PaiImageScope? Scope { get; init; }

    /// <summary>A part of the image's URI, name or description, in any case.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// True for the images of the session's workspace, which are those that its members have registered; false, the default, for the
    /// official images of PAI.
    /// </summary>
    public bool OfWorkspace { get; init; }
}
