namespace Pai.Jobs;

/// <summary>An instance type of public resources: <see cref="Name"/> is what a job's <c>InstanceType</c> takes.</summary>
public sealed record PaiInstanceType
{
    /// <summary>The name, for instance <c>ecs.gn6i-c4g1.xlarge</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The hardware for computing: CPU, GPU or PPU.</summary>
    public Accelerator Accelerator { get; init; }

    /// <summary>The number of vCPUs; null where it is not known.</summary>
    public int? Cpu { get; init; }

    /// <summary>The memory in GiB; null where it is not known.</summary>
    public double? MemoryGiB { get; init; }

    /// <summary>The number of GPUs, 0 for none; null where it is not known.</summary>
    public int? Gpu { get; init; }

    /// <summary>The model of the GPUs; null for none, or where it is not known.</summary>
    public string? GpuType { get; init; }

    /// <summary>
    /// The memory of the GPUs in GiB; null for none, or where it is not known. The catalog has that of one GPU; the service does not say
    /// whether it means one or all.
    /// </summary>
    public double? GpuMemoryGiB { get; init; }

    /// <summary>General computing or Lingjun resources; null where it is not known, or is another kind.</summary>
    public ResourceType? ResourceType { get; init; }

    /// <summary>True if it is in stock; null where the service does not say it, and for all of the catalog.</summary>
    public bool? IsAvailable { get; init; }

    /// <summary>The stock of spot instances in the service's word, for instance <c>WithStock</c>; null where it is not known.</summary>
    public string? SpotStockStatus { get; init; }

    /// <summary>
    /// The price of a spot instance without a protected time, as a part of the full price; null where the service does not say it.
    /// </summary>
    public double? SpotDiscount { get; init; }

    /// <summary>The ways to pay in the service's words, <c>PostPaid</c> and <c>Spot</c>; empty where they are not known.</summary>
    public IReadOnlyList<string> PaymentTypes { get; init; } = [];

    /// <summary>The version of the GPU driver that jobs get; null where it is not known.</summary>
    public string? DefaultGpuDriver { get; init; }

    /// <summary>The versions of the GPU driver that jobs can ask for; empty where they are not known.</summary>
    public IReadOnlyList<string> SupportedGpuDrivers { get; init; } = [];

    /// <summary>
    /// True if the service could not be asked, and this comes from the catalog in this package: the region may not have it.
    /// </summary>
    public bool IsFromCatalog { get; init; }

    /// <summary>True if spot instances of it are in stock; null where the service does not say it.</summary>
    public bool? HasSpotStock => SpotStockStatus is null ? null : SpotStockStatus.Equals("WithStock", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
