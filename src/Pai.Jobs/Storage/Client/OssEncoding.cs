using System.Buffers;
using System.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Percent-encoding as the service expects and signs it.</summary>
internal static class OssEncoding
{
    private static readonly SearchValues<char> s_plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");

    private static readonly SearchValues<char> s_plainInPath =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~/");

    /// <summary>A key for the path of a request: slashes stay.</summary>
    public static string Path(string key) => Encode(key, s_plainInPath);

    /// <summary>A name or a value for the query of a request.</summary>
    public static string Query(string value) => Encode(value, s_plain);

    /// <summary>Decodes a string of a list once. A plus sign is a plus sign.</summary>
    public static string Decode(string value) => value.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(value) : value;

    private static string Encode(string value, SearchValues<char> plain)
    {
        var first = value.AsSpan().IndexOfAnyExcept(plain);
        if (first < 0) return value;
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        var characters = ArrayPool<char>.Shared.Rent(3 * Encoding.UTF8.GetMaxByteCount(value.Length));
        try
        {
            var count = Encoding.UTF8.GetBytes(value, bytes);
            var length = 0;
            foreach (var b in bytes.AsSpan(0, count))
            {
                if (b < 0x80 && plain.Contains((char)b))
                {
                    characters[length++] = (char)b;
                    continue;
                }

                characters[length++] = '%';
                characters[length++] = Hex(b >> 4);
                characters[length++] = Hex(b & 15);
            }

            return new(characters, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    private static char Hex(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);
}
