namespace Pai.Jobs.Emulator;

/// <summary>AIWorkspace on the emulator: what its operations give.</summary>
public sealed class EmulatedAiWorkspace
{
    internal EmulatedAiWorkspace()
    {
    }

    /// <summary>The images; none by default.</summary>
    public IReadOnlyList<EmulatedImage> Images { get; set; } = [];

    /// <summary>The workspaces; none by default.</summary>
    public IReadOnlyList<EmulatedWorkspace> Workspaces { get; set; } = [];
}
