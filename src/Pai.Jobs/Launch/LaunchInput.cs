namespace Pai.Jobs.Internal.Launch;

/// <summary>An input channel that has data, as the job finds it.</summary>
/// <param name="Name">The channel's name.</param>
/// <param name="Location">The data.</param>
/// <param name="MountPath">The channel's folder: an absolute path that ends in a slash.</param>
/// <param name="FileName">The name of the file in that folder, where the data is a single file; null for a folder.</param>
internal sealed record LaunchInput(string Name, DataLocation Location, string MountPath, string? FileName)
{
    /// <summary>The location that data of the submitting machine was uploaded to; null for none.</summary>
    public DataLocation? Uploaded { get; init; }

    /// <summary>The folder, or the file: a single file's variable names it.</summary>
    public string Path => MountPath + FileName;
}
