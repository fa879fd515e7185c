namespace Pai.Jobs.Internal.Local;

/// <summary>An output of a run on this machine.</summary>
/// <param name="Name">The channel's name.</param>
/// <param name="Location">The location that users see.</param>
/// <param name="Folder">The folder that the job writes to.</param>
internal sealed record LocalOutput(string Name, DataLocation Location, string Folder)
{
    /// <summary>The location on OSS that the files of the folder are published to; null for an output that stays on this machine.</summary>
    public OssUri? Published => Location.FilePath is null ? Location as OssUri : null;

    /// <summary>The location as the job sees it.</summary>
    public DataLocation ForJob => Published is null ? Location : Location.WithFilePath(Folder);
}
