using Microsoft.Win32.SafeHandles;

namespace Pai.Jobs.Internal.Storage;

/// <summary>An upload of a range of a file.</summary>
internal sealed class FileBody(SafeFileHandle file, long start, long length) : OssBody
{
    public override long Length => length;

    public override ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(buffer.Length, length - offset);
        return count == 0 ? new(0) : FileBytes.ReadAsync(file, buffer[..count], start + offset, cancellationToken);
    }
}
