namespace Pai.Jobs.Internal.Catalog;

/// <summary>An image of the catalog, as its file says.</summary>
/// <param name="Uri">The image, with <c>{region}</c> in place of the region.</param>
/// <param name="Framework">The framework.</param>
/// <param name="Version">Its version; null where it is not known.</param>
/// <param name="Accelerator"><c>CPU</c>, <c>GPU</c>, <c>PPU</c>; null where it is not known.</param>
/// <param name="Python">The version of Python; null where it is not known.</param>
/// <param name="Cuda">The version of CUDA; null for none.</param>
/// <param name="Scopes"><c>training</c>, <c>develop</c>, <c>inference</c>.</param>
internal sealed record CatalogImage(
    string Uri, string Framework, string? Version, string? Accelerator, string? Python, string? Cuda, IReadOnlyList<string> Scopes)
{
    public static IEnumerable<CatalogImage> ReadAll() => CatalogLines.Read(CatalogData.Images).Select(line => new CatalogImage(
        line[0], line[1], line.Column(2), line.Column(3), line.Column(4), line.Column(5), (line.Column(6) ?? "training").Split(',')));
}
