using Microsoft.Win32.SafeHandles;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The body of a request as it was stored, with its digests.</summary>
internal sealed record Received(Content Content, byte[] Md5, ulong Crc64)
{
    public string ETag => Convert.ToHexString(Md5);

    public string Md5Base64 => Convert.ToBase64String(Md5);
}

/// <summary>Moves bodies into the store, a buffer at a time.</summary>
internal static class Intake
{
    /// <summary>The largest object or part of one request: 5 GiB.</summary>
    public const long Limit = 5L << 30;

    public static async Task<Received> ReadAsync(OssRequest request, Store store)
    {
        if (request.ContentLength > Limit) throw OssErrors.EntityTooLarge(Limit);
        using var writer = store.Write(request.ContentLength);
        using var digests = new Digests();
        var corruption = request.Fault?.CorruptUpload(request.ContentLength);
        long length = 0;
        while (await request.ReadAsync() is { } read)
        {
            var bytes = corruption is null ? read : corruption.Apply(read, length);
            length += read.Length;
            if (length > Limit) continue;
            writer.Write(bytes);
            digests.Append(bytes);
        }

        if (length > Limit) throw OssErrors.EntityTooLarge(Limit);
        var md5 = digests.Md5();
        CheckMd5(request.Header("content-md5"), md5);
        return new(writer.Complete(), md5, digests.Crc64());
    }

    /// <summary>Stores bytes that are in memory.</summary>
    public static Received Store(ReadOnlyMemory<byte> bytes, Store store)
    {
        using var writer = store.Write(bytes.Length);
        using var digests = new Digests();
        writer.Write(new(bytes));
        digests.Append(new(bytes));
        return new(writer.Complete(), digests.Md5(), digests.Crc64());
    }

    /// <summary>Copies a range of an object, as a new body.</summary>
    public static Received Copy(Pieces source, long offset, long length, Store store)
    {
        using var writer = store.Write(length);
        using var digests = new Digests();
        var buffer = new byte[128 << 10];
        for (var end = offset + length; offset < end;)
        {
            var bytes = source.Read(offset, buffer.AsMemory(0, (int)Math.Min(buffer.Length, end - offset)));
            writer.Write(new(bytes));
            digests.Append(new(bytes));
            offset += bytes.Length;
        }

        return new(writer.Complete(), digests.Md5(), digests.Crc64());
    }

    /// <summary>Copies a file, as a new body.</summary>
    /// <param name="source">The file.</param>
    /// <param name="store">The store.</param>
    /// <param name="beginning">The length of a beginning of it.</param>
    /// <param name="crcOfBeginning">The CRC of that, where the file is longer; else zero.</param>
    public static Received Copy(SafeFileHandle source, Store store, long beginning, out ulong crcOfBeginning)
    {
        using var writer = store.Write(RandomAccess.GetLength(source));
        using var digests = new Digests();
        var buffer = new byte[128 << 10];
        crcOfBeginning = 0;
        for (long offset = 0; ;)
        {
            if (offset == beginning) crcOfBeginning = digests.Crc64();
            var count = offset < beginning ? (int)Math.Min(buffer.Length, beginning - offset) : buffer.Length;
            var read = RandomAccess.Read(source, buffer.AsSpan(0, count), offset);
            if (read == 0) break;
            writer.Write(new(buffer.AsMemory(0, read)));
            digests.Append(new(buffer.AsMemory(0, read)));
            offset += read;
        }

        return new(writer.Complete(), digests.Md5(), digests.Crc64());
    }

    /// <summary>The body of a request that is a document of at most 4 MiB.</summary>
    public static async Task<byte[]> ReadDocumentAsync(OssRequest request)
    {
        const int limit = 4 << 20;
        using var document = new MemoryStream();
        var length = 0L;
        while (await request.ReadAsync() is { } read)
        {
            length += read.Length;
            if (length > limit) continue;
            foreach (var segment in read) document.Write(segment.Span);
        }

        if (length > limit) throw OssErrors.EntityTooLarge(limit);
        var bytes = document.ToArray();
        if (request.Header("content-md5") is { } header) CheckMd5(header, Digests.Md5(bytes));
        return bytes;
    }

    private static void CheckMd5(string? header, byte[] md5)
    {
        if (header is null) return;
        Span<byte> given = stackalloc byte[64];
        var isBase64 = Convert.TryFromBase64String(header, given, out var length);
        if (!isBase64 || !given[..length].SequenceEqual(md5)) throw OssErrors.InvalidDigest();
    }
}
