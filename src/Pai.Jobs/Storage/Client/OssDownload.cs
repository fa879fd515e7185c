namespace Pai.Jobs.Internal.Storage;

/// <summary>An object, or a range of one, while it is read.</summary>
/// <param name="info">The object's headers.</param>
/// <param name="offset">The first byte that is read.</param>
/// <param name="length">How many bytes are read.</param>
/// <param name="content">The bytes.</param>
internal sealed class OssDownload(OssObjectInfo info, long offset, long length, OssReadStream content) : IAsyncDisposable
{
    public OssObjectInfo Info { get; } = info;

    /// <summary>The first byte of the object that <see cref="Content"/> gives.</summary>
    public long Offset { get; } = offset;

    /// <summary>The number of bytes in <see cref="Content"/>.</summary>
    public long Length { get; } = length;

    /// <summary>
    /// The bytes, to be read asynchronously, once. A broken connection is followed by another from the next byte on, of the same object.
    /// The read that would signal the end throws an <see cref="OssException"/> instead where the bytes are not those of the object.
    /// </summary>
    public Stream Content => content;

    /// <summary>CRC-64 of the bytes that were read so far.</summary>
    public ulong Crc64 => content.Crc64;

    /// <summary>The comparison of the bytes, once the end has been read; a range is <see cref="OssVerification.Unverified"/>.</summary>
    public OssVerification Verification => content.Verification;

    /// <summary>Ends the download; what was not read is not fetched.</summary>
    public ValueTask DisposeAsync() => content.DisposeAsync();
}
