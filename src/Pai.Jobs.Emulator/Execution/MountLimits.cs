using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The use of files that a local disk allows and the service's mounts do not, as far as it shows when a job has ended.</summary>
/// <param name="AreRefused">True if such use is an error.</param>
/// <param name="AllowsAppend">True if the job asks for mounts that can append.</param>
internal sealed partial record MountLimits(bool AreRefused, bool AllowsAppend)
{
    private const int SeekHole = 4;

    /// <summary>The problem of a file, as the rest of a sentence; null for none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isAppended">True if it is what it was before, with more behind it.</param>
    public string? ProblemOf(SafeFileHandle file, bool isAppended)
    {
        if (!AreRefused) return null;
        if (isAppended && !AllowsAppend) return "was appended to, which the service's mounts do only with EnableOssAppend.";
        return HasHole(file) ? "was not written from its beginning to its end, as the service's mounts need it." : null;
    }

    /// <summary>True if parts of a file were never written: it was written from a later position on.</summary>
    private static bool HasHole(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        return length > 0 && OperatingSystem.IsLinux() && Seek(file, 0, SeekHole) is >= 0 and var hole && hole < length;
    }

    [LibraryImport("libc", EntryPoint = "lseek")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial long Seek(SafeFileHandle file, long offset, int whence);
}
