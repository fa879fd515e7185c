using Microsoft.Win32.SafeHandles;

namespace Pai.Jobs.Internal.Storage;

/// <summary>
/// Reads and writes at an offset of a file. On Unix it is done at once: an asynchronous call does the same on another thread of the pool,
/// and changing the thread twice costs more than the bytes do.
/// </summary>
internal static class FileBytes
{
    public static ValueTask<int> ReadAsync(SafeFileHandle file, Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) return RandomAccess.ReadAsync(file, buffer, offset, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return new(RandomAccess.Read(file, buffer.Span, offset));
    }

    public static ValueTask WriteAsync(
        SafeFileHandle file, ReadOnlyMemory<byte> bytes, long offset, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) return RandomAccess.WriteAsync(file, bytes, offset, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        RandomAccess.Write(file, bytes.Span, offset);
        return default;
    }
}
