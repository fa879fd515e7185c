using Pai.Jobs.Internal.Catalog;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Reads instance types of the service and of the catalog.</summary>
internal static class InstanceTypeReader
{
    /// <summary>No machine has so much memory for each vCPU in GiB, and none so little in MiB.</summary>
    private const int MostGiBForCpu = 256;

    /// <summary>No machine has so much GPU memory in GiB, and no GPU so little in MiB.</summary>
    private const int MostGpuGiB = 3072;

    /// <returns>Null for an entry without a name.</returns>
    public static PaiInstanceType? Read(DlcEcsSpec spec) => string.IsNullOrWhiteSpace(spec.InstanceType) ? null : new()
    {
        Name = spec.InstanceType.Trim(),
        Accelerator = AcceleratorOf(spec.AcceleratorType, spec.InstanceType, spec.Gpu),
        Cpu = spec.Cpu,
        MemoryGiB = GiB(spec.Memory, MostGiBForCpu * Math.Max(1, spec.Cpu ?? 64)),
        Gpu = spec.Gpu,
        GpuType = string.IsNullOrWhiteSpace(spec.GpuType) ? null : spec.GpuType.Trim(),
        GpuMemoryGiB = spec.GpuMemory is > 0 ? GiB(spec.GpuMemory, MostGpuGiB) : null,
        ResourceType = spec.ResourceType?.ToUpperInvariant() switch
        {
            "ECS" => ResourceType.General,
            "LINGJUN" => ResourceType.Lingjun,
            _ => null,
        },
        IsAvailable = spec.IsAvailable,
        SpotStockStatus = spec.SpotStockStatus,
        SpotDiscount = spec.NonProtectSpotDiscount,
        PaymentTypes = spec.PaymentTypes ?? [],
        DefaultGpuDriver = spec.DefaultGPUDriver,
        SupportedGpuDrivers = spec.SupportedGPUDrivers ?? [],
    };

    public static PaiInstanceType Read(CatalogInstanceType type) => new()
    {
        Name = type.Name,
        Accelerator = AcceleratorOf(type.Accelerator, type.Name, type.Gpu),
        Cpu = type.Cpu,
        MemoryGiB = type.MemoryGiB,
        Gpu = type.Gpu,
        GpuType = type.GpuType,
        GpuMemoryGiB = type.GpuMemoryGiB,
        ResourceType = type.Name.StartsWith("ecs.", StringComparison.Ordinal) ? ResourceType.General : null,
        IsFromCatalog = true,
    };

    /// <summary>The service's document has the unit open, "MiB or GiB": its samples are in GiB.</summary>
    private static double? GiB(int? amount, int most) => amount is null ? null : amount < most ? amount : amount / 1024.0;

    /// <summary>The service knows CPU and GPU only; the types of <c>ml.gp</c> have PPUs.</summary>
    private static Accelerator AcceleratorOf(string? type, string name, int? gpu) => type?.ToUpperInvariant() switch
    {
        "CPU" => Accelerator.Cpu,
        "PPU" => Accelerator.Ppu,
        null or "" when gpu is null or 0 => Accelerator.Cpu,
        _ => name.TrimStart().StartsWith("ml.gp", StringComparison.OrdinalIgnoreCase) ? Accelerator.Ppu : Accelerator.Gpu,
    };
}
