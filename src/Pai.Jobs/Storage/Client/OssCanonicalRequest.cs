using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The form of a request that is signed, and its signature.</summary>
internal static class OssCanonicalRequest
{
    public const string Algorithm = "OSS4-HMAC-SHA256";
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <summary>True for a header that is signed without being asked for. The name is in lower case.</summary>
    public static bool IsSigned(string name) =>
        name is "content-type" or "content-md5" || name.StartsWith("x-oss-", StringComparison.Ordinal);

    /// <summary>The signature in 64 hexadecimal digits.</summary>
    /// <param name="key">The key of the day.</param>
    /// <param name="date">The time of signing, as the request carries it.</param>
    /// <param name="method">GET, PUT, ...</param>
    /// <param name="path">The encoded bucket and key.</param>
    /// <param name="query">The canonical query.</param>
    /// <param name="headers">The signed headers by lower-case name, sorted.</param>
    /// <param name="additional">The names of those that are signed on request, sorted and joined with semicolons.</param>
    public static string Sign(
        OssSigningKey key, string date, string method, string path, string query, ReadOnlySpan<(string Name, string Value)> headers,
        string additional)
    {
        var size = method.Length + path.Length + query.Length + additional.Length + UnsignedPayload.Length + 8;
        foreach (var (name, value) in headers) size += name.Length + Encoding.UTF8.GetMaxByteCount(value.Length) + 2;
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(size));
        try
        {
            var length = 0;
            Line(buffer, ref length, method);
            Line(buffer, ref length, path);
            Line(buffer, ref length, query);
            foreach (var (name, value) in headers)
            {
                Add(buffer, ref length, name);
                buffer[length++] = (byte)':';
                Line(buffer, ref length, value.AsSpan().Trim());
            }

            buffer[length++] = (byte)'\n';
            Line(buffer, ref length, additional);
            Add(buffer, ref length, UnsignedPayload);
            return Sign(key, date, buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Sign(OssSigningKey key, string date, ReadOnlySpan<byte> canonicalRequest)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonicalRequest, hash);
        Span<char> hex = stackalloc char[2 * SHA256.HashSizeInBytes];
        Convert.TryToHexStringLower(hash, hex, out _);

        var text = ArrayPool<byte>.Shared.Rent(Algorithm.Length + date.Length + key.Scope.Length + hex.Length + 3);
        var length = 0;
        Line(text, ref length, Algorithm);
        Line(text, ref length, date);
        Line(text, ref length, key.Scope);
        Add(text, ref length, hex);
        HMACSHA256.HashData(key.Key, text.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(text);
        return Convert.ToHexStringLower(hash);
    }

    private static void Line(byte[] buffer, ref int length, ReadOnlySpan<char> text)
    {
        Add(buffer, ref length, text);
        buffer[length++] = (byte)'\n';
    }

    private static void Add(byte[] buffer, ref int length, ReadOnlySpan<char> text) =>
        length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
}
