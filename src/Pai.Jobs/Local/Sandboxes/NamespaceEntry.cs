using System.Runtime.InteropServices;

namespace Pai.Jobs.Internal.Local;

/// <summary>The commands by which a process gets into its namespaces, the same for a sandbox and for the probe of the machine.</summary>
internal static partial class NamespaceEntry
{
    /// <summary>The users that a sandbox has where the machine can do it.</summary>
    public static NamespaceUsers Preferred => Environment.IsPrivilegedProcess ? NamespaceUsers.All : NamespaceUsers.Own;

    /// <summary>Before a command that makes mounts: it is root where it runs. All users are mapped from outside, before this.</summary>
    public static IEnumerable<string> Mounts(bool ownProcesses, NamespaceUsers users) =>
    [
        "unshare",
        .. users == NamespaceUsers.All ? [] : (string[])["--user", "--map-root-user"],
        "--mount",
        .. ownProcesses ? (string[])["--pid", "--fork", "--kill-child"] : [],
    ];

    /// <summary>
    /// Before the command that is not to undo the mounts. A second user namespace locks them; where all users are mapped, that would take
    /// help from outside again, and the command lacks the capability instead.
    /// </summary>
    public static IEnumerable<string> Lock(NamespaceUsers users, string root) => users switch
    {
        NamespaceUsers.All => ["unshare", "--root", root, "setpriv", "--bounding-set=-sys_admin", "--inh-caps=-sys_admin"],
        NamespaceUsers.Own =>
        [
            "unshare", "--user", "--map-user=" + UnixUser.Id, "--map-group=" + UnixUser.Group, "--mount", "--root", root,
        ],
        _ => ["unshare", "--user", "--map-root-user", "--mount", "--root", root],
    };

    /// <summary>Every user, or group, that this process can see, as itself.</summary>
    /// <param name="file">uid_map or gid_map.</param>
    public static string MapOfAll(string file) => string.Concat(
        File.ReadLines("/proc/self/" + file)
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(f => f.Length == 3)
            .Select(f => $"{f[0]} {f[0]} {f[2]}\n"));

    /// <summary>Makes a named pipe.</summary>
    public static void MakePipe(string path)
    {
        if (MakeFifo(path, Convert.ToUInt32("600", 8)) != 0)
            throw new IOException($"The pipe {path} cannot be made: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeFifo(string path, uint mode);
}
