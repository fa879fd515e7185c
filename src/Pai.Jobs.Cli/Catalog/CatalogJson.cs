namespace Pai.Jobs.Cli.Catalog;

/// <summary>An image, in JSON.</summary>
internal sealed record ImageJson(
    string Uri,
    string? Id,
    string? Name,
    string? Description,
    string Framework,
    string? FrameworkVersion,
    Accelerator? Accelerator,
    string? PythonVersion,
    string? CudaVersion,
    IReadOnlyList<PaiImageScope> Scopes,
    IReadOnlyDictionary<string, string>? Labels,
    DateTimeOffset? CreatedAt,
    string? WorkspaceId,
    bool IsOfficial,
    bool IsFromCatalog)
{
    public static ImageJson Of(PaiImage image) => new(
        image.Uri,
        image.Id,
        image.Name,
        image.Description,
        image.Framework,
        image.FrameworkVersion,
        image.Accelerator is Pai.Jobs.Accelerator.Unspecified ? null : image.Accelerator,
        image.PythonVersion,
        image.CudaVersion,
        image.Scopes,
        image.Labels.Count == 0 ? null : image.Labels,
        image.CreatedAt,
        image.WorkspaceId,
        image.IsOfficial,
        image.IsFromCatalog);
}

/// <summary>An instance type, in JSON.</summary>
internal sealed record InstanceTypeJson(
    string Name,
    Accelerator? Accelerator,
    int? Cpu,
    double? MemoryGiB,
    int? Gpu,
    string? GpuType,
    double? GpuMemoryGiB,
    ResourceType? ResourceType,
    bool? IsAvailable,
    bool? HasSpotStock,
    double? SpotDiscount,
    IReadOnlyList<string> PaymentTypes,
    bool IsFromCatalog)
{
    public static InstanceTypeJson Of(PaiInstanceType type) => new(
        type.Name,
        type.Accelerator is Pai.Jobs.Accelerator.Unspecified ? null : type.Accelerator,
        type.Cpu,
        type.MemoryGiB,
        type.Gpu,
        type.GpuType,
        type.GpuMemoryGiB,
        type.ResourceType,
        type.IsAvailable,
        type.HasSpotStock,
        type.SpotDiscount,
        type.PaymentTypes,
        type.IsFromCatalog);
}

/// <summary>The result of <c>catalog refresh</c>, in JSON.</summary>
internal sealed record RefreshJson(string Path, bool IsChanged, int Added, int Changed, int Removed, int InstanceTypes, int Images);
