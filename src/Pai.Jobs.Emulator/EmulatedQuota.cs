namespace Pai.Jobs.Emulator;

/// <summary>A resource quota of the emulated PAI-DLC. Jobs on it queue until their resources are within its limits.</summary>
/// <param name="ResourceId">The id, which jobs name as <c>ResourceId</c>.</param>
public sealed record EmulatedQuota(string ResourceId)
{
    /// <summary>The name; empty by default.</summary>
    public string Name { get; init; } = "";

    /// <summary>The number of CPU cores; null, the default, for no limit.</summary>
    public int? Cpu { get; init; }

    /// <summary>The number of GPUs; null, the default, for no limit.</summary>
    public int? Gpu { get; init; }

    /// <summary>The memory in GiB; null, the default, for no limit.</summary>
    public int? MemoryGiB { get; init; }
}
