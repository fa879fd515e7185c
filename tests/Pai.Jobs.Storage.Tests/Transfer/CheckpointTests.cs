using System.Text;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests.Transfer;

public class CheckpointTests
{
    private static readonly CheckpointHeader s_header = new()
    {
        Version = CheckpointHeader.CurrentVersion,
        Kind = "upload",
        Endpoint = "https://oss-cn-hangzhou.aliyuncs.com",
        Bucket = "bucket",
        Key = "a/\u4e2d \"b\"\n",
        Path = "/data/b",
        Size = 1_000_000,
        PartSize = 102_400,
        ETag = "",
        Modified = 638_000_000_000_000_000,
        UploadId = "0004B9895DBBB6EC98E36",
    };

    [Fact]
    public void Its_parts_are_read_back_after_a_crash()
    {
        using var folder = new TemporaryFolder();
        var path = folder / "c.json";
        using (var checkpoint = Checkpoint.Create(path, s_header, [Part(3)]))
        {
            checkpoint.Add(Part(1));
            checkpoint.Add(Part(2));
            // As a crash leaves it: not closed, with the beginning of a line at the end.
            File.AppendAllText(path, "{\"number\":4,\"crc");
            var (header, parts) = Checkpoint.Read(path)!.Value;

            Assert.Equal(s_header, header);
            Assert.Equal([Part(1), Part(2), Part(3)], parts);
        }

        Assert.Equal(["c.json"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":2")]
    [InlineData("\"kind\":\"upload\"", "\"kind\":\"x\"")]
    [InlineData("\"size\":1000000", "\"size\":-1")]
    [InlineData("\"size\":1000000", "\"size\":9000000000000000000")]
    [InlineData("\"partSize\":102400", "\"partSize\":0")]
    [InlineData("\"bucket\":\"bucket\"", "\"bucket\":null")]
    [InlineData("\"bucket\":\"bucket\"", "\"other\":\"bucket\"")]
    [InlineData("\"bucket\":\"bucket\"", "\"bucket\":\"b\",\"bucket\":\"c\"")]
    [InlineData("\"number\":2", "\"number\":0")]
    [InlineData("\"number\":2", "\"number\":11")]
    [InlineData("\"crc64\":2", "\"crc64\":-2")]
    [InlineData("\"crc64\":2", "\"crc64\":18446744073709551616")]
    [InlineData("\"eTag\"", "\"tag\"")]
    [InlineData("{\"number\"", "{{\"number\"")]
    public void A_file_that_is_not_in_order_is_none(string what, string by)
    {
        var text = Encoding.UTF8.GetString(Bytes());
        Assert.Contains(what, text, StringComparison.Ordinal);

        Assert.NotNull(Checkpoint.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.Null(Checkpoint.Parse(Encoding.UTF8.GetBytes(text.Replace(what, by, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_missing_file_is_none()
    {
        using var folder = new TemporaryFolder();

        Assert.Null(Checkpoint.Read(folder / "x"));
    }

    [Fact]
    public void Only_the_id_of_the_upload_may_differ()
    {
        Assert.True(s_header.IsSame(s_header with { UploadId = "other" }));
        Assert.False(s_header.IsSame(s_header with { Modified = 1 }));
        Assert.False(s_header.IsSame(s_header with { PartSize = 204_800 }));
        Assert.False(s_header.IsSame(s_header with { Endpoint = "http://oss-cn-hangzhou.aliyuncs.com" }));
    }

    [Fact]
    [Trait("Kind", "Exhaustive")]
    public void No_bytes_make_the_reader_fail()
    {
        var bytes = Bytes();
        var random = new Random(12);
        for (var i = 0; i < 50_000; i++)
        {
            var mutated = Mutate(bytes, random);
            if (Checkpoint.Parse(mutated) is not { } read) continue;
            Assert.InRange(read.Header.Size, 0, read.Header.PartSize * PartSizes.MaxCount);
            Assert.All(read.Parts, p => Assert.InRange(p.Number, 1, PartSizes.CountOf(read.Header.Size, read.Header.PartSize)));
        }
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var mutated = bytes.ToList();
        for (var n = random.Next(1, 4); n > 0 && mutated.Count > 0; n--)
        {
            var at = random.Next(mutated.Count);
            switch (random.Next(4))
            {
                case 0:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 1:
                    mutated.RemoveRange(at, random.Next(mutated.Count - at));
                    break;
                case 2:
                    mutated.InsertRange(at, mutated.Take(random.Next(mutated.Count)).ToList());
                    break;
                default:
                    mutated.Insert(at, "{}[]\",:\n0-9e\\u"u8[random.Next(14)]);
                    break;
            }
        }

        return [.. mutated];
    }

    private static byte[] Bytes()
    {
        using var folder = new TemporaryFolder();
        using var checkpoint = Checkpoint.Create(folder / "c", s_header, [Part(1), Part(2)]);
        return File.ReadAllBytes(folder / "c");
    }

    private static CheckpointPart Part(int number) => new() { Number = number, Crc64 = (ulong)number, ETag = "\"E\"" };
}
