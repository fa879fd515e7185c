namespace Pai.Jobs.Internal.Packaging;

/// <summary>What of a source folder is packed: its files, folders and links, sorted, without the ignored ones.</summary>
internal sealed class SourceTree
{
    private readonly List<SourceEntry> _entries = [];
    private readonly List<string> _problems = [];
    private readonly string? _except;

    private SourceTree(string root, string? except) => (Root, _except) = (root, except);

    /// <summary>The folder or the file.</summary>
    public string Root { get; }

    /// <summary>The entries, in ordinal order of their names: the same on every machine.</summary>
    public IReadOnlyList<SourceEntry> Entries => _entries;

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public long ContentSize => _entries.Sum(e => e.Size);

    public int FileCount => _entries.Count(e => e.IsFile);

    /// <param name="path">The folder or the file.</param>
    /// <param name="except">A file that is not packed: the archive, where it is made in the folder itself.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CodeArchiveException">There is something that cannot be packed.</exception>
    public static SourceTree Read(string path, string? except, CodeArchiveOptions options, CancellationToken cancellationToken)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var tree = new SourceTree(root, except);
        try
        {
            if (Directory.Exists(root)) tree.AddFolder(root, "", IgnoreRules.BuiltIn, cancellationToken);
            else tree.AddSingle(new FileInfo(root));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CodeArchiveException(root, [e.Message], e);
        }

        tree._entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        tree._problems.AddRange(SourceLinks.FindProblems(root, tree._entries));
        if (tree._problems.Count > 0) throw new CodeArchiveException(root, [.. tree._problems.Order(StringComparer.Ordinal)]);
        tree.Warnings = SourceSize.Warn(tree._entries, options.WarnAboveBytes);
        return tree;
    }

    private void AddFolder(string path, string name, IgnoreRules rules, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ignoreFile = new FileInfo(Path.Combine(path, IgnoreRules.FileName));
        if (ignoreFile.Exists && IsRegular(ignoreFile)) rules = rules.With(name, File.ReadAllText(ignoreFile.FullName));
        foreach (var item in new DirectoryInfo(path).EnumerateFileSystemInfos())
        {
            var itemName = name + item.Name;
            var isFolder = item is DirectoryInfo && item.LinkTarget is null;
            if (item.FullName == _except || rules.Ignores(itemName, isFolder)) continue;
            if (!isFolder)
            {
                Add(item, itemName);
                continue;
            }

            _entries.Add(new(itemName + "/", item.FullName));
            AddFolder(item.FullName, itemName + "/", rules, cancellationToken);
        }
    }

    /// <summary>A link to a single file stands for the file: there is no folder that it could lead through.</summary>
    private void AddSingle(FileInfo file)
    {
        if (file.LinkTarget is null) Add(file, file.Name);
        else if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target) Add(target, file.Name);
        else _problems.Add($"the link {file.Name} -> {file.LinkTarget} leads nowhere");
    }

    private void Add(FileSystemInfo item, string name)
    {
        if (item.LinkTarget is { } target)
            _entries.Add(new(name, item.FullName, LinkTarget: OperatingSystem.IsWindows() ? target.Replace('\\', '/') : target));
        else if (name.Contains('\uFFFD', StringComparison.Ordinal) && !item.Exists)
            _problems.Add($"{name} has a name that is not UTF-8; rename it, or add its folder to {IgnoreRules.FileName}");
        else if (!item.Exists)
            _problems.Add($"{name} does not exist");
        else if (item is FileInfo file && (file.Attributes & FileAttributes.Device) == 0 && IsRegular(file))
            _entries.Add(new(name, file.FullName, file.Length, file.LastWriteTimeUtc));
        else
            _problems.Add($"{name} is not a regular file (a socket, a pipe or a device); add it to {IgnoreRules.FileName}");
    }

    private static bool IsRegular(FileInfo file) =>
        OperatingSystem.IsWindows() || UnixFileKind.IsRegular(file.FullName);
}
