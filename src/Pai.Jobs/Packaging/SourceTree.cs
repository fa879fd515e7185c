using System.Globalization;

namespace Pai.Jobs;

/// <summary>What of a source folder is packed: its files, folders and links, sorted, without the ignored ones.</summary>
internal sealed class SourceTree
{
    private readonly List<SourceEntry> _entries = [];
    private readonly List<string> _problems = [];

    private SourceTree(string root) => Root = root;

    /// <summary>The folder or the file.</summary>
    public string Root { get; }

    /// <summary>The entries, in ordinal order of their names: the same on every machine.</summary>
    public IReadOnlyList<SourceEntry> Entries => _entries;

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public long ContentSize => _entries.Sum(e => e.Size);

    public int FileCount => _entries.Count(e => e.IsFile);

    /// <exception cref="CodeArchiveException">There is something that cannot be packed.</exception>
    public static SourceTree Read(string path, CodeArchiveOptions options, CancellationToken cancellationToken)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var tree = new SourceTree(root);
        try
        {
            if (Directory.Exists(root)) tree.AddFolder(root, "", IgnoreRules.BuiltIn, cancellationToken);
            else tree.Add(new FileInfo(root), "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CodeArchiveException(root, [e.Message], e);
        }

        if (tree._problems.Count > 0) throw new CodeArchiveException(root, tree._problems);
        tree._entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        tree.Warnings = SizeWarning(tree, options);
        return tree;
    }

    private void AddFolder(string path, string name, IgnoreRules rules, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ignoreFile = Path.Combine(path, IgnoreRules.FileName);
        if (File.Exists(ignoreFile)) rules = rules.With(name, File.ReadAllLines(ignoreFile));
        foreach (var item in new DirectoryInfo(path).EnumerateFileSystemInfos())
        {
            var itemName = name + item.Name;
            var isFolder = item is DirectoryInfo && item.LinkTarget is null;
            if (rules.Ignores(itemName, isFolder)) continue;
            if (!isFolder)
            {
                Add(item, name);
                continue;
            }

            _entries.Add(new(itemName + "/", item.FullName, ModeOf(item), 0, null));
            AddFolder(item.FullName, itemName + "/", rules, cancellationToken);
        }
    }

    private void Add(FileSystemInfo item, string folder)
    {
        var name = folder + item.Name;
        if (item.LinkTarget is { } target)
        {
            if (LinkProblem(item, target) is { } problem) _problems.Add($"the link {name} -> {target} {problem}");
            else _entries.Add(new(name, item.FullName, UnixFileMode.None, 0, target));
        }
        else if (item is FileInfo { Exists: true } file && (file.Attributes & FileAttributes.Device) == 0 && IsRegular(file))
        {
            _entries.Add(new(name, file.FullName, ModeOf(file), file.Length, null));
        }
        else
        {
            _problems.Add(item.Exists ? $"{name} is no regular file (a socket, a pipe or a device); add it to {IgnoreRules.FileName}" : $"{name} is not there");
        }
    }

    /// <summary>A link is kept as it is when it leads to something in the folder; a link that leaves it would be cut off, or show other files.</summary>
    private string? LinkProblem(FileSystemInfo link, string target)
    {
        if (Path.IsPathRooted(target)) return "is absolute; make it relative, or add it to " + IgnoreRules.FileName;
        var full = Path.GetFullPath(target, Path.GetDirectoryName(link.FullName)!);
        if (full != Root && !full.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return "leaves the folder; copy what it leads to, or add it to " + IgnoreRules.FileName;
        return Path.Exists(full) ? null : "leads nowhere; remove it, or add it to " + IgnoreRules.FileName;
    }

    private static bool IsRegular(FileInfo file) =>
        OperatingSystem.IsWindows() || UnixFileKind.IsRegular(file.FullName);

    private static UnixFileMode ModeOf(FileSystemInfo item) =>
        !OperatingSystem.IsWindows() ? item.UnixFileMode
        : (UnixFileMode)Convert.ToInt32(item is DirectoryInfo ? "755" : "644", 8);

    private static List<string> SizeWarning(SourceTree tree, CodeArchiveOptions options)
    {
        if (tree.ContentSize <= options.WarnAboveBytes) return [];
        var largest = tree._entries.OrderByDescending(e => e.Size).Take(3).Select(e => $"{e.Name} ({Megabytes(e.Size)})");
        return [$"The code has {Megabytes(tree.ContentSize)}, over {Megabytes(options.WarnAboveBytes)}. Largest: {string.Join(", ", largest)}. Leave out what the job does not need with {IgnoreRules.FileName}, and pass data as an input channel."];
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB");
}
