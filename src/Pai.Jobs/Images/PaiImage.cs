namespace Pai.Jobs;

/// <summary>An image that jobs can use: <see cref="Uri"/> is what a job's <c>Image</c> takes.</summary>
/// <remarks>
/// What the service does not say with a label is read from the tag, such as <c>2.3-gpu-py311-cu121-ubuntu22.04</c>; a tag of another form
/// leaves the values null.
/// </remarks>
public sealed record PaiImage
{
    /// <summary>
    /// The image with its registry and tag. One of the catalog has <c>{region}</c> in it where the session has no region.
    /// </summary>
    public required string Uri { get; init; }

    /// <summary>The id in AIWorkspace; null for one of the catalog.</summary>
    public string? Id { get; init; }

    /// <summary>The name in AIWorkspace; null for one of the catalog.</summary>
    public string? Name { get; init; }

    /// <summary>The description; null where there is none.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The framework, for instance <c>PyTorch</c>: the name of the repository without <c>-training</c>, <c>-inference</c> or
    /// <c>-develop</c>; the service's label where that names no framework that is known.
    /// </summary>
    public required string Framework { get; init; }

    /// <summary>The framework's version with the suffix of the vendor, for instance <c>1.12PAI</c>; null where it is not known.</summary>
    public string? FrameworkVersion { get; init; }

    /// <summary>
    /// The hardware that the image is built for; <see cref="Accelerator.Unspecified"/> where neither label nor tag says it.
    /// </summary>
    public Accelerator Accelerator { get; init; }

    /// <summary>The version of Python, for instance <c>3.10</c>; null where it is not known.</summary>
    public string? PythonVersion { get; init; }

    /// <summary>The version of CUDA, for instance <c>12.1</c>; null for none, or where it is not known.</summary>
    public string? CudaVersion { get; init; }

    /// <summary>The parts of PAI that it is made for, in the order of the enumeration.</summary>
    public IReadOnlyList<PaiImageScope> Scopes { get; init; } = [];

    /// <summary>All labels of the service, for instance <c>system.chipType</c>; empty for one of the catalog.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The time of its creation (UTC); null where it is not known.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The workspace that it belongs to; null for an official image.</summary>
    public string? WorkspaceId { get; init; }

    /// <summary>True for an image of PAI, false for one that members of a workspace have registered.</summary>
    public bool IsOfficial { get; init; }

    /// <summary>
    /// True if the service could not be asked, and this comes from the catalog in this package, which may be older than the service's list.
    /// </summary>
    public bool IsFromCatalog { get; init; }

    /// <summary>The URI.</summary>
    public override string ToString() => Uri;
}
