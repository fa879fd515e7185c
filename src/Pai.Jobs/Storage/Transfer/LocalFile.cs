namespace Pai.Jobs.Internal.Storage;

/// <summary>A file to upload.</summary>
/// <param name="Name">Its path below the folder, with slashes.</param>
/// <param name="Path">Its full path.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Modified">When it was last written, in UTC.</param>
internal sealed record LocalFile(string Name, string Path, long Size, DateTime Modified)
{
    public static LocalFile Of(string name, FileInfo file) => new(name, file.FullName, file.Length, file.LastWriteTimeUtc);

    /// <summary>True if the file is unchanged.</summary>
    public bool IsUnchanged()
    {
        var now = new FileInfo(Path);
        return now.Exists && now.Length == Size && now.LastWriteTimeUtc == Modified;
    }
}
