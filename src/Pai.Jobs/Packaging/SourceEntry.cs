namespace Pai.Jobs;

/// <summary>One file, folder or link of a source folder.</summary>
/// <param name="Name">Its path in the archive, with slashes; a folder's ends in one.</param>
/// <param name="Path">Its path on this machine.</param>
/// <param name="Mode">Its permissions.</param>
/// <param name="Size">A file's size in bytes.</param>
/// <param name="LinkTarget">A link's target; null for files and folders.</param>
internal sealed record SourceEntry(string Name, string Path, UnixFileMode Mode, long Size, string? LinkTarget)
{
    public bool IsDirectory => Name.EndsWith('/');

    public bool IsFile => !IsDirectory && LinkTarget is null;
}
