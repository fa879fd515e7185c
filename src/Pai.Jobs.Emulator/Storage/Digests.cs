using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The MD5 and the CRC-64 of bytes that pass by.</summary>
internal sealed class Digests : IDisposable
{
    [SuppressMessage("Security", "CA5351", Justification = "The service's ETags are MD5.")]
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly Crc64 _crc = OssCrc64.Create();

    public void Append(ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            _md5.AppendData(segment.Span);
            _crc.Append(segment.Span);
        }
    }

    public byte[] Md5() => _md5.GetHashAndReset();

    public ulong Crc64() => _crc.GetCurrentHashAsUInt64();

    public void Dispose() => _md5.Dispose();

    [SuppressMessage("Security", "CA5351", Justification = "The service's ETags are MD5.")]
    public static byte[] Md5(ReadOnlySpan<byte> bytes) => MD5.HashData(bytes);
}
