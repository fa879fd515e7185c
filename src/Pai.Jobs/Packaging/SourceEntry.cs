namespace Pai.Jobs.Internal.Packaging;

/// <summary>One file, folder or link of a source folder.</summary>
/// <param name="Name">Its path in the archive, with slashes; a folder's ends in one.</param>
/// <param name="Path">Its path on this machine.</param>
/// <param name="Size">A file's size in bytes.</param>
/// <param name="LastWriteTime">When a file was last written, in UTC. Not packed: only to find files that changed.</param>
/// <param name="LinkTarget">A link's target; null for files and folders.</param>
internal sealed record SourceEntry(string Name, string Path, long Size = 0, DateTime LastWriteTime = default, string? LinkTarget = null)
{
    public bool IsDirectory => Name.EndsWith('/');

    public bool IsFile => !IsDirectory && LinkTarget is null;
}
