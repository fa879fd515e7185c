namespace Pai.Jobs.Internal.Storage;

/// <summary>
/// The bytes of an upload, which can be read again for another try: any range, any number of times. Reads come one after another, in
/// ascending order within a try. Derive from it to count or slow down what is read.
/// </summary>
internal abstract class OssBody : IDisposable
{
    /// <summary>An upload of no bytes.</summary>
    public static OssBody Empty { get; } = new MemoryBody(default);

    /// <summary>The length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Bytes in memory, which must not change before the upload has ended.</summary>
    public static OssBody FromMemory(ReadOnlyMemory<byte> bytes) => new MemoryBody(bytes);

    /// <summary>A range of an open file. Other ranges of the same handle can be read at the same time. The handle stays open.</summary>
    public static OssBody FromFile(Microsoft.Win32.SafeHandles.SafeFileHandle file, long offset, long length) =>
        new FileBody(file, offset, length);

    /// <summary>A range of a stream that can seek. Nothing else may use the stream before the upload has ended. It stays open.</summary>
    public static OssBody FromStream(Stream stream, long offset, long length) => new StreamBody(stream, offset, length);

    /// <summary>
    /// Reads up to a number of bytes of a stream that cannot go back into buffers from a pool, which <see cref="Dispose()"/> gives back.
    /// The length is smaller only at the stream's end; 0 says that there was nothing left.
    /// </summary>
    public static ValueTask<OssBody> BufferAsync(Stream stream, long maxLength, CancellationToken cancellationToken) =>
        BufferedBody.ReadAsync(stream, maxLength, cancellationToken);

    /// <summary>Reads bytes from an offset on: at least one, and 0 only at the end.</summary>
    public abstract ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Gives back what the body itself holds.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
