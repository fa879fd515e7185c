using System.Globalization;
using System.Runtime.InteropServices;

namespace Pai.Jobs.Internal.Local;

/// <summary>The user of this process.</summary>
internal static partial class UnixUser
{
    public static string Id => UserId().ToString(CultureInfo.InvariantCulture);

    public static string Group => GroupId().ToString(CultureInfo.InvariantCulture);

    /// <summary>User and group as docker takes them; null for root, who the processes of a container are by themselves.</summary>
    public static string? ForDocker => OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess ? null : $"{Id}:{Group}";

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint UserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GroupId();
}
