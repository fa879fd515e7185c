namespace Pai.Jobs;

/// <summary>The flags of the machine's mounts. In a user namespace they are locked: a mount made read-only must repeat them, or is refused.</summary>
internal static class MountFlags
{
    private static readonly string[] s_lockable = ["nosuid", "nodev", "noexec", "noatime", "nodiratime", "relatime"];

    /// <summary>The flags of the mount that a path is on, each with a comma before it.</summary>
    public static string Of(string path)
    {
        var longest = "";
        var options = "";
        foreach (var line in ReadMounts())
        {
            // proc(5): number, parent, device, root, mount point, options.
            var fields = line.Split(' ');
            if (fields.Length < 6) continue;
            var point = Unescape(fields[4]);
            if (point.Length < longest.Length || !IsAtOrBelow(path, point)) continue;
            longest = point;
            options = fields[5];
        }

        return string.Concat(options.Split(',').Where(s_lockable.Contains).Select(o => "," + o));
    }

    private static bool IsAtOrBelow(string path, string point) =>
        point == "/" || path == point || path.StartsWith(point + "/", StringComparison.Ordinal);

    private static string[] ReadMounts()
    {
        try
        {
            return File.ReadAllLines("/proc/self/mountinfo");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Unescape(string text) => text
        .Replace("\\040", " ", StringComparison.Ordinal)
        .Replace("\\011", "\t", StringComparison.Ordinal)
        .Replace("\\012", "\n", StringComparison.Ordinal)
        .Replace("\\134", "\\", StringComparison.Ordinal);
}
