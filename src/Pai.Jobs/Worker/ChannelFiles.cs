using Pai.Jobs.Internal.Files;
using Pai.Jobs.Internal.Packaging;

namespace Pai.Jobs.Internal.Worker;

/// <summary>
/// The files of a channel: a folder, or one file. Links of an input are followed as long as they stay in the channel. Those of an output
/// are not listed: who reads an output follows none.
/// </summary>
internal sealed class ChannelFiles
{
    private readonly string _kind;
    private readonly bool _followsLinks;
    private readonly string _name;
    private readonly string? _single;
    private readonly string _root;
    private readonly string _real;

    /// <param name="kind">The kind of channel, for messages.</param>
    /// <param name="name">The channel.</param>
    /// <param name="path">The folder or file.</param>
    /// <param name="followsLinks">True to list what links lead to.</param>
    public ChannelFiles(string kind, string name, string path, bool followsLinks)
    {
        (_kind, _name, _followsLinks) = (kind, name, followsLinks);
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        IsFile = File.Exists(full);
        _single = IsFile ? System.IO.Path.GetFileName(full) : null;
        _root = IsFile ? System.IO.Path.GetDirectoryName(full)! : full;
        Path = IsFile ? full : full + "/";
        // A local run has the data itself in a link: it is the channel, wherever it leads.
        _real = RealPath.Of(full);
    }

    /// <summary>The absolute path; that of a folder ends in a slash.</summary>
    public string Path { get; }

    /// <summary>True if the channel is a single file.</summary>
    public bool IsFile { get; }

    /// <summary>All files in ordinal order of their paths.</summary>
    /// <exception cref="JobException">The folder cannot be read.</exception>
    public List<WorkerFile> List()
    {
        var files = new List<WorkerFile>();
        try
        {
            if (_single is not null) files.Add(FileAt(_single, Path, _real));
            else if (Directory.Exists(_root)) Add(_root, "", [], files);
        }
        catch (Exception e) when (IsFault(e))
        {
            throw Failed("cannot be read", e);
        }

        files.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    /// <summary>The absolute path of a file that is to be read; null for the channel's only file.</summary>
    /// <exception cref="ArgumentException">The path leads out of the channel.</exception>
    /// <exception cref="JobException">No path was given, and the channel is a folder.</exception>
    public string ResolveFile(string? path)
    {
        if (path is not null) return Resolve(path);
        return _single is not null
            ? Path
            : throw new JobException($"The {_kind} channel \"{_name}\" is the folder {Path}. Give the path of a file in it.");
    }

    /// <summary>The absolute path of what a path in the channel names, there or not.</summary>
    /// <exception cref="ArgumentException">The path leads out of the channel.</exception>
    public string Resolve(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Refuse(path) is { } problem) throw new ArgumentException($"\"{path}\" {problem}.", nameof(path));
        var full = $"{_root}/{path.TrimEnd('/')}";
        if (IsInside(full)) return full;
        throw new ArgumentException(
            $"\"{path}\" leads out of the {_kind} channel \"{_name}\" ({Path}): it is really {RealPath.Of(full)}.", nameof(path));
    }

    public static bool IsFault(Exception e) => e is IOException or UnauthorizedAccessException or NotSupportedException;

    public JobException Failed(string problem, Exception e) =>
        new($"The {_kind} channel \"{_name}\" at {Path} {problem}: {e.Message}", e);

    private void Add(string folder, string prefix, HashSet<string> open, List<WorkerFile> files)
    {
        var real = RealPath.Of(folder);
        // A link to a folder above it would have no end.
        if (!open.Add(real)) return;
        foreach (var item in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            // It may be renamed at any moment, and is no file of the channel yet.
            if (AtomicFile.IsPartial(item.Name)) continue;
            if (item.LinkTarget is not null && !(_followsLinks && IsInside(item.FullName))) continue;
            var target = item.LinkTarget is null ? item.FullName : RealPath.Of(item.FullName);
            if (Directory.Exists(target)) Add(item.FullName, prefix + item.Name + "/", open, files);
            else if (File.Exists(target) && UnixFileKind.IsRegular(target))
                files.Add(FileAt(prefix + item.Name, item.FullName, target));
        }

        open.Remove(real);
    }

    private static WorkerFile FileAt(string path, string full, string real) =>
        new() { Path = path, Size = new FileInfo(real).Length, FullPath = full };

    private bool IsInside(string full) => RealPath.IsAtOrBelow(RealPath.Of(full), _real);

    private static string? Refuse(string path) =>
        path.Length == 0 ? "is empty"
        : path.Contains('\0', StringComparison.Ordinal) ? "has a NUL character"
        : path[0] == '/' || System.IO.Path.IsPathRooted(path) ? "is absolute; give the path in the channel"
        : path.Split('/').Any(s => s is "." or "..") ? "has a segment . or .., which may lead out of the channel"
        : null;
}
