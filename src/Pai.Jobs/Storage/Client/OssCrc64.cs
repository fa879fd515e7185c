using System.IO.Hashing;

namespace Pai.Jobs.Internal.Storage;

/// <summary>CRC-64 as the service computes it: the XZ parameters of the ECMA-182 polynomial.</summary>
internal static class OssCrc64
{
    private static readonly Crc64ParameterSet s_parameters =
        Crc64ParameterSet.Create(0x42F0E1EBA9EA3693, ulong.MaxValue, ulong.MaxValue, reflectValues: true);

    /// <summary>A CRC to which bytes are appended.</summary>
    public static Crc64 Create() => new(s_parameters);

    public static ulong Of(ReadOnlySpan<byte> bytes) => Crc64.HashToUInt64(s_parameters, bytes);

    /// <summary>The CRC of two sequences one after the other.</summary>
    /// <param name="first">The CRC of the first.</param>
    /// <param name="second">The CRC of the second.</param>
    /// <param name="secondLength">How many bytes the second has.</param>
    public static ulong Combine(ulong first, ulong second, long secondLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(secondLength);
        for (var bit = 0; secondLength >> bit != 0; bit++)
        {
            if ((secondLength >> bit & 1) != 0) first = Multiply(first, s_powers[bit]);
        }

        return first ^ second;
    }

    /// <summary>x to the powers 8, 16, 32, ... modulo the polynomial: what a byte, two bytes, four bytes, ... more do to a CRC.</summary>
    private static readonly ulong[] s_powers = Powers();

    private static ulong[] Powers()
    {
        var powers = new ulong[63];
        powers[0] = 1UL << 55;
        for (var i = 1; i < powers.Length; i++) powers[i] = Multiply(powers[i - 1], powers[i - 1]);
        return powers;
    }

    /// <summary>The product of two polynomials modulo that of the CRC. The highest bit is the coefficient of x^0.</summary>
    private static ulong Multiply(ulong a, ulong b)
    {
        const ulong reflected = 0xC96C5795D7870F42;
        var product = 0UL;
        for (var bit = 1UL << 63; bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0) product ^= b;
            b = (b >> 1) ^ ((b & 1) * reflected);
        }

        return product;
    }
}
