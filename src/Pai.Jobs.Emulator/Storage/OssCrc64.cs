using System.IO.Hashing;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The service's CRC-64: ECMA-182, reflected, all ones in and out.</summary>
internal static class OssCrc64
{
    private const ulong Polynomial = 0xC96C5795D7870F42;

    private static readonly Crc64ParameterSet s_parameters =
        Crc64ParameterSet.Create(0x42F0E1EBA9EA3693, ulong.MaxValue, ulong.MaxValue, reflectValues: true);

    public static Crc64 Create() => new(s_parameters);

    public static ulong Hash(ReadOnlySpan<byte> data) => Crc64.HashToUInt64(s_parameters, data);

    /// <summary>The checksum of two pieces, from the checksum of each and the length of the second.</summary>
    public static ulong Combine(ulong first, ulong second, long secondLength)
    {
        // first * x^(8 * secondLength), by squaring x^8; in reflected order the highest bit is x^0.
        var power = 1UL << 55;
        for (var length = secondLength; length > 0; length >>= 1)
        {
            if ((length & 1) != 0) first = Multiply(first, power);
            power = Multiply(power, power);
        }

        return first ^ second;
    }

    private static ulong Multiply(ulong a, ulong b)
    {
        var product = 0UL;
        for (var bit = 1UL << 63; bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0) product ^= b;
            b = (b >> 1) ^ ((b & 1) != 0 ? Polynomial : 0);
        }

        return product;
    }
}
