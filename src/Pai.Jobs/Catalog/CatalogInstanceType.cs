namespace Pai.Jobs.Internal.Catalog;

/// <summary>An instance type of the catalog, as its file says; null for what no source states.</summary>
/// <param name="Name">The name.</param>
/// <param name="Cpu">The number of vCPUs.</param>
/// <param name="MemoryGiB">The memory in GiB.</param>
/// <param name="Gpu">The number of accelerators; 0 for none.</param>
/// <param name="GpuType">Their model.</param>
/// <param name="GpuMemoryGiB">The memory of each of them, in GiB.</param>
/// <param name="Accelerator"><c>CPU</c>, <c>GPU</c> or <c>PPU</c>.</param>
internal sealed record CatalogInstanceType(
    string Name, int? Cpu, double? MemoryGiB, int? Gpu, string? GpuType, double? GpuMemoryGiB, string Accelerator)
{
    public static IEnumerable<CatalogInstanceType> ReadAll() =>
        CatalogLines.Read(CatalogData.InstanceTypes).Select(line => new CatalogInstanceType(
            line[0], (int?)line.Number(1), line.Number(2), (int?)line.Number(3), line.Column(4), line.Number(5), line.Column(6) ?? "CPU"));
}
