namespace Pai.Jobs.Analyzers.Catalog;

/// <summary>An image of the catalog.</summary>
internal sealed class KnownImage(CatalogEntry entry)
{
    /// <summary>The reference, with <c>{region}</c> for the region.</summary>
    public string Name { get; } = entry.Name;

    /// <summary>The reference without its host: <c>namespace/repository:tag</c>.</summary>
    public string Path { get; } = CatalogIndex.KeyOfImage(entry.Name);

    public string? Framework { get; } = entry["framework"];

    /// <summary>The framework's version; the tag may write it otherwise, as in <c>1.12PAI</c>.</summary>
    public string? Version { get; } = entry["version"];

    /// <summary>The version as the tag starts with it.</summary>
    public string VersionTag
    {
        get
        {
            var tag = Name.Substring(Name.LastIndexOf(':') + 1);
            var hyphen = tag.IndexOf('-');
            return hyphen < 0 ? tag : tag.Substring(0, hyphen);
        }
    }

    /// <summary>CPU, GPU, PPU, or null where the tag does not say.</summary>
    public string? Accelerator { get; } = entry["accelerator"];

    /// <summary>True if jobs can use it; others are for notebooks or for serving.</summary>
    public bool IsForTraining { get; } = entry["scope"] is not { } scope || scope.Contains("training");

    /// <summary>True if it is built for Arm.</summary>
    public bool IsArm => Name.Contains("-arm64");
}
