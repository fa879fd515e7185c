using System.Globalization;
using System.Runtime.InteropServices;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// Keeps the descriptors that this process has inherited (the lock of <c>flock</c>, the pipe of <c>make</c>) from a process that it starts:
/// a job that held them would hold the lock long after this process has ended. .NET marks only those that it opens itself.
/// </summary>
internal static partial class InheritedDescriptors
{
    private const int GetFlags = 1;
    private const int SetFlags = 2;
    private const int CloseOnExec = 1;

    private static readonly Lock s_lock = new();

    /// <summary>Starts a process, which gets the three standard descriptors and no other.</summary>
    public static T Without<T>(Func<T> start)
    {
        if (!OperatingSystem.IsLinux()) return start();
        lock (s_lock)
        {
            var inherited = Find();
            foreach (var descriptor in inherited) _ = Control(descriptor, SetFlags, CloseOnExec);
            try
            {
                return start();
            }
            finally
            {
                // Others that this process starts may be meant to have them.
                foreach (var descriptor in inherited) _ = Control(descriptor, SetFlags, 0);
            }
        }
    }

    private static List<int> Find()
    {
        try
        {
            return
            [
                .. Directory.EnumerateFileSystemEntries("/proc/self/fd")
                    .Select(p => int.Parse(Path.GetFileName(p), CultureInfo.InvariantCulture))
                    .Where(d => d > 2 && Control(d, GetFlags, 0) is >= 0 and var flags && (flags & CloseOnExec) == 0),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, int command, int value);
}
