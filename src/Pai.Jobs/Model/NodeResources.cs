namespace Pai.Jobs;

/// <summary>The resources of each node in a quota. Public resources have an instance type instead.</summary>
public sealed record NodeResources
{
    /// <summary>Processors, in cores, over 0.</summary>
    public required double Cpu { get; init; }

    /// <summary>Memory in GiB, over 0.</summary>
    public required double MemoryGiB { get; init; }

    /// <summary>GPUs, 0 or more. Default 0.</summary>
    public int Gpu { get; init; }

    /// <summary>The kind of GPU, for instance <c>Tesla-V100-16G</c>; null where the quota has one kind, or none.</summary>
    public string? GpuType { get; init; }

    /// <summary>Memory that processes of the node share, in GiB, over 0; null: the service's default.</summary>
    public double? SharedMemoryGiB { get; init; }
}
