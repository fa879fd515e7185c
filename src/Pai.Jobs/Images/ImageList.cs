namespace Pai.Jobs.Internal.Images;

/// <summary>A list of images.</summary>
/// <param name="Images">The images, in the service's order: the newest first.</param>
/// <param name="Fault">The reason why these are the catalog's, since the service could not be asked; null for the service's.</param>
internal sealed record ImageList(IReadOnlyList<PaiImage> Images, string? Fault)
{
    /// <summary>A sentence about the origin of the list, to follow others; empty where it is the service's.</summary>
    public string Origin => Fault is null
        ? ""
        : $" This is what the catalog in this package has, since the service could not be asked: {Fault}";
}
