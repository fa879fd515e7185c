using Microsoft.Win32.SafeHandles;

namespace Pai.Jobs.Internal.Storage;

/// <summary>A file that is written under a temporary name in the folder of its target, and gets its name when it is complete.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _target;
    private bool _isDone;

    private PartialFile(string path, string target, SafeFileHandle handle) => (Path, _target, Handle) = (path, target, handle);

    public string Path { get; }

    public SafeFileHandle Handle { get; }

    /// <summary>True if the file stays when it is disposed without a commit, for a resume.</summary>
    public bool IsKept { get; set; }

    /// <summary>Opens the temporary file; what is in it stays.</summary>
    /// <param name="target">The full path of the target.</param>
    /// <param name="name">The name of the temporary file; null for one of its own.</param>
    /// <param name="size">The size to make room for.</param>
    public static PartialFile Open(string target, string? name = null, long size = 0)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(target)!, name ?? OwnFiles.UniqueName());
        var mode = name is null ? FileMode.CreateNew : FileMode.OpenOrCreate;
        var handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);
        var file = new PartialFile(path, target, handle);
        try
        {
            if (RandomAccess.GetLength(handle) > size) RandomAccess.SetLength(handle, size);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Gives the file its name, in the place of one that has it.</summary>
    public void Commit(bool flushToDisk)
    {
        if (flushToDisk) RandomAccess.FlushToDisk(Handle);
        Handle.Dispose();
        File.Move(Path, _target, overwrite: true);
        _isDone = true;
    }

    public void Dispose()
    {
        Handle.Dispose();
        if (!_isDone && !IsKept) File.Delete(Path);
    }
}
