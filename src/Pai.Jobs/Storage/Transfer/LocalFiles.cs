using Pai.Jobs.Internal.Files;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The files of a folder, those with a dot first in their names too. Links are not followed.</summary>
internal sealed class LocalFiles
{
    private readonly List<LocalFile> _files = [];
    private readonly List<TransferFailure> _failures = [];
    private readonly List<string> _leftOut = [];
    private readonly PathFilter _filter;

    private LocalFiles(PathFilter filter) => _filter = filter;

    /// <summary>The files, in ordinal order of their names.</summary>
    public IReadOnlyList<LocalFile> Files => _files;

    /// <summary>The paths that could not be read, with the reasons.</summary>
    public IReadOnlyList<TransferFailure> Failures => _failures;

    /// <summary>Links, pipes, sockets and devices, each with the reason.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    public static LocalFiles In(string folder, PathFilter filter, CancellationToken cancellationToken)
    {
        var files = new LocalFiles(filter);
        files.Add(new DirectoryInfo(folder), "", cancellationToken);
        files._files.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        files._leftOut.Sort(StringComparer.Ordinal);
        return files;
    }

    private void Add(DirectoryInfo folder, string prefix, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FileSystemInfo[] items;
        try
        {
            items = folder.GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failures.Add(new() { Name = prefix, Message = $"The folder {folder.FullName} cannot be read: {e.Message}", Exception = e });
            return;
        }

        foreach (var item in items)
        {
            var name = prefix + item.Name;
            if (OwnFiles.IsOwn(item.Name)) _leftOut.Add($"{name} (an unfinished download)");
            else if (item.LinkTarget is not null) LeaveOut(name, "a link");
            else if (item is DirectoryInfo child) Add(child, name + "/", cancellationToken);
            else if (_filter.Takes(name)) AddFile((FileInfo)item, name);
        }
    }

    private void AddFile(FileInfo file, string name)
    {
        try
        {
            if (!file.Exists)
            {
                var reason = name.Contains('\uFFFD', StringComparison.Ordinal) ? "has a name that is not UTF-8" : "does not exist any more";
                _failures.Add(new() { Name = name, Message = $"The file {file.FullName} {reason}." });
            }
            else if ((file.Attributes & FileAttributes.Device) != 0 || !UnixFileKind.IsRegular(file.FullName))
            {
                LeaveOut(name, "a socket, a pipe or a device");
            }
            else
            {
                _files.Add(LocalFile.Of(name, file));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failures.Add(new() { Name = name, Message = $"The file {file.FullName} cannot be read: {e.Message}", Exception = e });
        }
    }

    private void LeaveOut(string name, string reason)
    {
        if (_filter.Takes(name)) _leftOut.Add($"{name} ({reason})");
    }
}
