using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Pai.Jobs.Internal.Storage;

/// <summary>CRC-64 of a file, or of a range of one.</summary>
internal static class FileCrc
{
    private const int BufferLength = 1 << 17;

    public static async Task<ulong> OfAsync(string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
        return await OfAsync(file, 0, RandomAccess.GetLength(file), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The CRC of a range; of a shorter one where the file ends in it.</summary>
    public static async Task<ulong> OfAsync(SafeFileHandle file, long offset, long length, CancellationToken cancellationToken)
    {
        var crc = OssCrc64.Create();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            for (var end = offset + length; offset < end;)
            {
                var wanted = (int)Math.Min(BufferLength, end - offset);
                var count = await FileBytes.ReadAsync(file, buffer.AsMemory(0, wanted), offset, cancellationToken).ConfigureAwait(false);
                if (count == 0) break;
                crc.Append(buffer.AsSpan(0, count));
                offset += count;
            }

            return crc.GetCurrentHashAsUInt64();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
