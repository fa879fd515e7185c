using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Pai.Jobs.Internal.Files;

/// <summary>
/// Tells regular files from pipes, sockets and devices, which .NET does not: opening a pipe for reading waits until there is a writer.
/// </summary>
internal static partial class UnixFileKind
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint TypeMask = 0x1;
    private const int ModeOffset = 28;
    private const int TypeBits = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>True if a path is a regular file; where the system cannot tell, it is taken for one.</summary>
    public static bool IsRegular(string path)
    {
        if (!OperatingSystem.IsLinux()) return true;
        // statx, since its structure is the same on every architecture.
        Span<byte> status = stackalloc byte[256];
        if (Statx(CurrentDirectory, path, NoFollow, TypeMask, status) != 0) return true;
        return (BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]) & TypeBits) == RegularFile;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int directory, string path, int flags, uint mask, Span<byte> status);
}
