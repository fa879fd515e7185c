using Pai.Jobs.Internal.Packaging;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// The root of a namespace sandbox: the machine's folders and files at their places, and something to be mounted over for every mount.
/// </summary>
/// <remarks>
/// Where the machine has nothing at a mount's target, the folders above that are opened: folders of the sandbox's own, whose content is
/// bound one by one, so that nothing is made on the machine and nothing of it is missing.
/// </remarks>
internal sealed class SandboxTree
{
    /// <summary>The folders that a sandbox always has of its own, in place of the machine's.</summary>
    private static readonly string[] s_own = ["/proc", "/tmp"];

    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    private readonly NodeFolder _now;
    private readonly string _machinePath;
    private readonly HashSet<string> _open = ["/"];

    /// <summary>Makes what the mounts need to be mounted over.</summary>
    public SandboxTree(NodeFolder folder, NodeFolder now, StagedFolder staged, IReadOnlyList<SandboxMount> mounts)
    {
        _now = now;
        _machinePath = RealPath.Of(folder.Root);
        // Outer ones first: what is mounted later covers what was there.
        Mounts =
        [
            .. mounts
                .Select(m => m with { Target = Path.TrimEndingDirectorySeparator(m.Target) })
                .OrderBy(m => m.Target.Count(c => c == '/')),
        ];
        Mounts = [.. Mounts.Select(m => m with { Target = RealTarget(m.Target) })];
        Mounts = [.. Mounts.Where(m => !IsShownByOuter(m))];
        foreach (var mount in Mounts) MakePoint(mount, staged);
    }

    /// <summary>The mounts in the order in which they are made, at targets without links in them.</summary>
    public IReadOnlyList<SandboxMount> Mounts { get; }

    /// <summary>Where a path of the machine is seen at its own place: there, or, if it is an opened folder, where its content is.</summary>
    public IEnumerable<string> PlacesOf(string path) =>
        s_own.Any(o => RealPath.IsAtOrBelow(path, o)) || Mounts.Any(m => RealPath.IsAtOrBelow(path, m.Target)) ? []
        : _open.Contains(path) ? ItemsOf(path).Where(i => i.LinkTarget is null).SelectMany(i => PlacesOf(i.FullName))
        : [path];

    /// <summary>Binds the machine's folders, and keeps its links (<c>/bin</c> to <c>usr/bin</c>) as they are.</summary>
    public void AddMachine(MountTable table) => AddFolder("/", table);

    private void AddFolder(string path, MountTable table)
    {
        // The sandbox's root is itself below one of them. That one goes first: later it would bring along, writable,
        // all that is bound before it.
        foreach (var item in ItemsOf(path).OrderBy(i => !RealPath.IsAtOrBelow(_machinePath, i.FullName)))
        {
            var place = _now.SandboxRoot + item.FullName;
            if (s_own.Contains(item.FullName)) Directory.CreateDirectory(place);
            else if (Mounts.FirstOrDefault(m => m.Target == item.FullName) is { } mount) Make(place, mount.IsFile);
            else if (item.LinkTarget is { } target) File.CreateSymbolicLink(place, target);
            else if (item is DirectoryInfo || !Directory.Exists(place)) AddItem(item, place, table);
        }
    }

    private void AddItem(FileSystemInfo item, string place, MountTable table)
    {
        Make(place, isFile: item is not DirectoryInfo);
        if (_open.Contains(item.FullName)) AddFolder(item.FullName, table);
        else table.BindIfThere(item.FullName);
    }

    private static IEnumerable<FileSystemInfo> ItemsOf(string folder) => new DirectoryInfo(folder).EnumerateFileSystemInfos("*", s_all);

    /// <summary>The path without links above it, which would lead a mount out of the sandbox.</summary>
    private string RealTarget(string target)
    {
        var parent = Path.GetDirectoryName(target)!;
        var isCovered = s_own.Any(o => RealPath.IsAtOrBelow(target, o)) || Mounts.Any(m => RealPath.IsAtOrBelow(parent, m.Target));
        return isCovered ? target : Path.Combine(RealPath.Of(parent), Path.GetFileName(target));
    }

    private SandboxMount? OuterOf(SandboxMount mount) =>
        Mounts.LastOrDefault(m => m.Target != mount.Target && RealPath.IsAtOrBelow(mount.Target, m.Target));

    private static string SourceIn(SandboxMount outer, string target) =>
        Path.TrimEndingDirectorySeparator(outer.Source) + target[outer.Target.Length..];

    private bool IsShownByOuter(SandboxMount mount) =>
        OuterOf(mount) is { } outer
        && outer.ReadOnly == mount.ReadOnly
        && SourceIn(outer, mount.Target) == Path.TrimEndingDirectorySeparator(mount.Source);

    private void MakePoint(SandboxMount mount, StagedFolder staged)
    {
        var target = mount.Target;
        if (OuterOf(mount) is { } outer)
        {
            Make(staged.Now(SourceIn(outer, target)), mount.IsFile);
            return;
        }

        if (RealPath.IsAtOrBelow(target, "/tmp"))
        {
            Make(_now.Temp + target["/tmp".Length..], mount.IsFile);
            return;
        }

        var parent = Path.GetDirectoryName(target)!;
        if (!IsOnMachine(mount)) Open(parent);
        if (_open.Contains(parent) || !Directory.Exists(parent)) Make(_now.SandboxRoot + target, mount.IsFile);
    }

    private static bool IsOnMachine(SandboxMount mount) =>
        new FileInfo(mount.Target).LinkTarget is null && (mount.IsFile ? File.Exists(mount.Target) : Directory.Exists(mount.Target));

    private void Open(string folder)
    {
        for (var path = folder; path is not null; path = Path.GetDirectoryName(path))
            if (Directory.Exists(path)) _open.Add(path);
    }

    /// <summary>Makes an empty folder or file, unless it is there.</summary>
    public static void Make(string path, bool isFile)
    {
        if (!isFile) Directory.CreateDirectory(path);
        else if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, []);
        }
    }
}
