namespace Pai.Jobs.Internal.Text;

/// <summary>Random strings that make names and ids unique.</summary>
internal static class RandomText
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Up to 8 lower-case letters and digits that nobody can guess.</summary>
    /// <remarks>
    /// From the system's generator by way of a Guid: the class made for it loads OpenSSL, 6 MB and 5 ms for a few letters.
    /// </remarks>
    public static string Create(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 8);
        return string.Create(length, 0, static (text, _) =>
        {
            Span<byte> bytes = stackalloc byte[16];
            Guid.NewGuid().TryWriteBytes(bytes);
            // Bytes 7 and 8 hold the version and the variant.
            for (var i = 0; i < text.Length; i++) text[i] = Alphabet[bytes[i < 7 ? i : i + 2] % Alphabet.Length];
        });
    }
}
