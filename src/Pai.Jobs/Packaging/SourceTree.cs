using Pai.Jobs.Internal.Files;

namespace Pai.Jobs.Internal.Packaging;

/// <summary>The files, folders and links of a source folder that are packed, sorted, without the ignored ones.</summary>
internal sealed class SourceTree
{
    private readonly List<SourceEntry> _entries = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _leftOut = [];
    private readonly HashSet<string> _except;

    private SourceTree(string root, IEnumerable<string> except) => (Root, _except) = (root, [.. Below(root, except)]);

    /// <summary>The folder or the file.</summary>
    public string Root { get; }

    /// <summary>The entries, in ordinal order of their names: the same on every machine.</summary>
    public IReadOnlyList<SourceEntry> Entries => _entries;

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>The paths that are not packed, each with the reason; what is in a folder that is left out is not listed.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    public long ContentSize => _entries.Sum(e => e.Size);

    public int FileCount => _entries.Count(e => e.IsFile);

    /// <param name="path">The folder or the file.</param>
    /// <param name="except">What is not packed: the archive, where it is made in the folder itself, and what a job writes there.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CodeArchiveException">There is something that cannot be packed.</exception>
    public static SourceTree Read(string path, IEnumerable<string> except, CodeArchiveOptions options, CancellationToken cancellationToken)
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

        tree._leftOut.Sort(StringComparer.Ordinal);
        tree._entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        tree._problems.AddRange(SourceLinks.FindProblems(root, tree._entries));
        if (tree._problems.Count > 0) throw new CodeArchiveException(root, [.. tree._problems.Order(StringComparer.Ordinal)]);
        tree.Warnings = tree._entries.Count == 0
            ? [$"Nothing of {root} is packed: it is empty, or {IgnoreRules.FileName} leaves out all of it. /ml/usercode will be empty."]
            : SourceSize.Warn(tree._entries, options.WarnAboveBytes);
        return tree;
    }

    private void AddFolder(string path, string name, IgnoreRules rules, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ignoreFile = IgnoreFileOf(path);
        if (ignoreFile is not null) rules = rules.With(name, File.ReadAllText(ignoreFile.FullName));
        var items = new DirectoryInfo(path).GetFileSystemInfos();
        if (items.Any(IsProjectFile)) rules = rules.WithProject(name);
        foreach (var item in items)
        {
            var itemName = name + item.Name;
            var isFolder = item is DirectoryInfo && item.LinkTarget is null;
            if ((_except.Contains(item.FullName) ? "jobs write to it" : rules.ReasonFor(itemName, isFolder)) is { } reason)
            {
                _leftOut.Add($"{itemName}{(isFolder ? "/" : "")} ({reason})");
                continue;
            }

            // A linked one has done its work: where the link leads in the job does not matter.
            if (ignoreFile is not null && item.Name == IgnoreRules.FileName && item.LinkTarget is not null) continue;
            if (!isFolder)
            {
                Add(item, itemName);
                continue;
            }

            _entries.Add(new(itemName + "/", item.FullName));
            AddFolder(item.FullName, itemName + "/", rules, cancellationToken);
        }
    }

    private static bool IsProjectFile(FileSystemInfo item) =>
        item is FileInfo && Path.GetExtension(item.Name).ToUpperInvariant() is ".CSPROJ" or ".FSPROJ" or ".VBPROJ";

    /// <summary>The ignore file of a folder; one that is a link is read where it leads, since what is not ignored is packed.</summary>
    private static FileInfo? IgnoreFileOf(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, IgnoreRules.FileName));
        var real = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        return real is { Exists: true } && IsRegular(real) ? real : null;
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

    /// <summary>The paths below a folder, as they are reached through it, wherever links lead.</summary>
    private static IEnumerable<string> Below(string root, IEnumerable<string> paths)
    {
        if (OperatingSystem.IsWindows()) return paths.Select(Path.GetFullPath);
        var real = RealPath.Of(root);
        return paths.Select(p => RealPath.Of(Path.GetFullPath(p)))
            .Where(p => p != real && RealPath.IsAtOrBelow(p, real))
            .Select(p => Path.Combine(root, p[(real.Length + (real == "/" ? 0 : 1))..]));
    }

    private static bool IsRegular(FileInfo file) =>
        OperatingSystem.IsWindows() || UnixFileKind.IsRegular(file.FullName);
}
