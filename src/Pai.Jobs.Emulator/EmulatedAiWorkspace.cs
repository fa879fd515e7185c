using Pai.Jobs.Internal.Emulator;

namespace Pai.Jobs.Emulator;

/// <summary>AIWorkspace on the emulator: what its operations give.</summary>
public sealed class EmulatedAiWorkspace
{
    private readonly string _region;

    internal EmulatedAiWorkspace(string region) => _region = region;

    /// <summary>The images; by default those of this project's catalog, as official ones of the region.</summary>
    public IReadOnlyList<EmulatedImage> Images
    {
        get => field ??= CatalogData.Images(_region);
        set;
    }

    /// <summary>The workspaces; none by default.</summary>
    public IReadOnlyList<EmulatedWorkspace> Workspaces { get; set; } = [];

    /// <summary>The datasets; none by default.</summary>
    public IReadOnlyList<EmulatedDataset> Datasets { get; set; } = [];
}
