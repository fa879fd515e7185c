using System.Globalization;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// Names of folders that a process works on, with the process in the name: a clean-up can tell at once what a killed one has left behind.
/// </summary>
internal static class OwnedFolder
{
    /// <summary>After this time the work of a process that cannot be seen from here, on another machine for instance, is over.</summary>
    private static readonly TimeSpan s_longestWork = TimeSpan.FromDays(1);

    /// <summary>The boot and the namespace: where the numbers of processes mean something.</summary>
    private static readonly string s_place = ProcessIdentity.Current.BootId?[..8] + "-"
        + string.Concat(new FileInfo("/proc/self/ns/pid").LinkTarget?.Where(char.IsAsciiDigit) ?? []);

    /// <summary>This process, for <see cref="IsGone"/>.</summary>
    public static string Owner { get; } = Name("", "");

    /// <summary>True if a process that wrote its <see cref="Owner"/> has ended; false where it cannot be seen from here.</summary>
    public static bool IsGone(string owner) => OwnerOf(owner) is { } process && !process.IsAlive();

    public static string Name(string prefix, string what) => string.Create(
        CultureInfo.InvariantCulture, $"{prefix}{what}.{ProcessIdentity.Current.Id}.{ProcessIdentity.Current.StartTicks ?? 0}.{s_place}");

    /// <summary>True if the process that made a folder works on it no more.</summary>
    public static bool IsAbandoned(string path, DateTimeOffset now) =>
        OwnerOf(Path.GetFileName(path)) is { } owner ? !owner.IsAlive() : now - Directory.GetLastWriteTimeUtc(path) > s_longestWork;

    /// <summary>The process in the name; null where it cannot be seen from here.</summary>
    private static ProcessIdentity? OwnerOf(string name)
    {
        var parts = name.Split('.');
        if (parts.Length < 4 || parts[^1] != s_place) return null;
        return int.TryParse(parts[^3], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && long.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? new(id, ticks == 0 ? null : ticks, ProcessIdentity.Current.BootId)
            : null;
    }
}
