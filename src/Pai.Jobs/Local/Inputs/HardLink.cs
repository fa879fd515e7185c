using System.Runtime.InteropServices;

namespace Pai.Jobs.Internal.Local;

/// <summary>Gives a file a second name.</summary>
internal static partial class HardLink
{
    private const int FileNotFound = 2;

    /// <returns>False where the file system cannot, or the file has too many names.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static bool TryCreate(string existing, string path)
    {
        if (Link(existing, path) == 0) return true;
        if (Marshal.GetLastPInvokeError() == FileNotFound) throw new FileNotFoundException($"There is no file {existing}.", existing);
        return false;
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string path);
}
