using System.Globalization;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

public class Crc64Tests
{
    public static TheoryData<string> Names => new(Vectors.Crc64.Select(v => v.GetProperty("name").GetString()!));

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_the_service_s_crc(string name)
    {
        var vector = Vectors.Crc64.Single(v => v.GetProperty("name").GetString() == name);
        var data = vector.TryGetProperty("data_hex", out var hex) ? Convert.FromHexString(hex.GetString()!)
            : vector.TryGetProperty("data_ascii", out var text) ? System.Text.Encoding.ASCII.GetBytes(text.GetString()!)
            : Repeated(vector.GetProperty("data_repeat").GetString()!);

        Assert.Equal(Vectors.Hex(vector, "crc64"), OssCrc64.Of(data));
        Assert.Equal(vector.GetProperty("crc64_decimal").GetString(), OssCrc64.Of(data).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Combined_crcs_are_those_of_the_vectors()
    {
        Assert.Equal(6, Vectors.Combinations.Count());
        Assert.All(Vectors.Combinations, v => Assert.Equal(
            Vectors.Hex(v, "combined"),
            OssCrc64.Combine(Vectors.Hex(v, "crc1"), Vectors.Hex(v, "crc2"), v.GetProperty("len2").GetInt64())));
    }

    [Fact]
    public void Pieces_of_any_length_give_the_crc_of_the_whole_appended_or_combined()
    {
        var random = new Random(64);
        int[] edges = [0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 127, 128, 129, 255, 256, 257, 1023, 1024, 4095, 4096, 4097, 65_536];
        var data = new byte[200_000];
        random.NextBytes(data);
        for (var round = 0; round < 200; round++)
        {
            var length = 0;
            var appended = OssCrc64.Create();
            var combined = 0UL;
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                var piece = data.AsSpan(length, Math.Min(edges[random.Next(edges.Length)], data.Length - length));
                appended.Append(piece);
                combined = OssCrc64.Combine(combined, OssCrc64.Of(piece), piece.Length);
                length += piece.Length;
            }

            var whole = OssCrc64.Of(data.AsSpan(0, length));
            Assert.Equal(whole, appended.GetCurrentHashAsUInt64());
            Assert.Equal(whole, combined);
        }
    }

    private static byte[] Repeated(string text)
    {
        var count = text.EndsWith("once", StringComparison.Ordinal)
            ? 1
            : int.Parse(text[(text.IndexOf('x') + 1)..], CultureInfo.InvariantCulture);
        return text.StartsWith("00..ff", StringComparison.Ordinal)
            ? [.. Enumerable.Range(0, 256 * count).Select(i => (byte)i)]
            : new byte[count];
    }
}
