namespace Pai.Jobs.Emulator;

/// <summary>An instance type that the emulated PAI-DLC lists.</summary>
/// <param name="Name">The name, for instance <c>ecs.c6.large</c>.</param>
/// <param name="Cpu">The number of CPU cores.</param>
/// <param name="MemoryGiB">The memory in GiB.</param>
public sealed record EmulatedInstanceType(string Name, int Cpu, int MemoryGiB)
{
    /// <summary>The number of GPUs; 0 by default.</summary>
    public int Gpu { get; init; }

    /// <summary>The type of the GPUs; null without them.</summary>
    public string? GpuType { get; init; }

    /// <summary>The memory of a GPU in GiB; 0 by default.</summary>
    public int GpuMemoryGiB { get; init; }

    /// <summary>True, the default, if it is in stock.</summary>
    public bool IsAvailable { get; init; } = true;

    /// <summary>True, the default, if it is in stock as a spot instance.</summary>
    public bool HasSpotStock { get; init; } = true;

    /// <summary><c>ECS</c>, the default, or <c>Lingjun</c>.</summary>
    public string ResourceType { get; init; } = "ECS";
}
