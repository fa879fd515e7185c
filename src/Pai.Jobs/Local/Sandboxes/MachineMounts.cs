namespace Pai.Jobs.Internal.Local;

/// <summary>The mounts of this machine.</summary>
internal sealed class MachineMounts
{
    // In a user namespace these are locked: a mount that is made read-only must repeat them, or is refused.
    private static readonly string[] s_lockable = ["nosuid", "nodev", "noexec", "noatime", "nodiratime", "relatime"];

    private readonly List<(string Point, string Flags)> _mounts;

    private MachineMounts(IEnumerable<string> lines) =>
        _mounts = [.. lines.Select(l => l.Split(' ')).Where(f => f.Length >= 6).Select(f => (Unescape(f[4]), FlagsOf(f[5])))];

    /// <summary>Reads them as they are now.</summary>
    public static MachineMounts Read()
    {
        try
        {
            return new(File.ReadAllLines("/proc/self/mountinfo"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new([]);
        }
    }

    /// <summary>Takes the lines of <c>mountinfo</c>, proc(5): number, parent, device, root, mount point, options.</summary>
    public static MachineMounts Parse(IEnumerable<string> lines) => new(lines);

    /// <summary>The flags of the mount that a path is on, each with a comma before it.</summary>
    public string FlagsAt(string path)
    {
        var found = ("", "");
        // The last one of equal length wins: it covers the others.
        foreach (var mount in _mounts)
            if (mount.Point.Length >= found.Item1.Length && IsAtOrBelow(path, mount.Point)) found = mount;
        return found.Item2;
    }

    /// <summary>The mount points below a folder, outer ones first.</summary>
    public IEnumerable<string> Below(string folder) => _mounts
        .Select(m => m.Point).Where(p => p != folder && IsAtOrBelow(p, folder)).Distinct().OrderBy(p => p.Length);

    private static bool IsAtOrBelow(string path, string point) =>
        point == "/" || path == point || path.StartsWith(point + "/", StringComparison.Ordinal);

    private static string FlagsOf(string options) => string.Concat(options.Split(',').Where(s_lockable.Contains).Select(o => "," + o));

    private static string Unescape(string text) => text
        .Replace("\\040", " ", StringComparison.Ordinal)
        .Replace("\\011", "\t", StringComparison.Ordinal)
        .Replace("\\012", "\n", StringComparison.Ordinal)
        .Replace("\\134", "\\", StringComparison.Ordinal);
}
