namespace Pai.Jobs;

/// <summary>
/// The instance types that <see cref="PaiInstanceTypes.ListAsync"/> gives. What is not set does not filter; a type that does not state what
/// is asked for is left out.
/// </summary>
public sealed record PaiInstanceTypeFilter
{
    /// <summary>The hardware for computing. Default <see cref="Accelerator.Unspecified"/>: any.</summary>
    public Accelerator Accelerator { get; init; }

    /// <summary>The least number of vCPUs. Default 0.</summary>
    public int MinCpu { get; init; }

    /// <summary>The least memory in GiB. Default 0.</summary>
    public double MinMemoryGiB { get; init; }

    /// <summary>The least number of GPUs. Default 0.</summary>
    public int MinGpu { get; init; }

    /// <summary>A part of the GPU's model, in any case, for instance <c>V100</c>.</summary>
    public string? GpuType { get; init; }

    /// <summary>A part of the name, in any case, for instance <c>gn7i</c>.</summary>
    public string? Name { get; init; }

    /// <summary>General computing or Lingjun resources.</summary>
    public ResourceType? ResourceType { get; init; }

    /// <summary>
    /// True for those that the service has in stock. The catalog does not know the stock: without the service there are none.
    /// </summary>
    public bool AvailableOnly { get; init; }
}
