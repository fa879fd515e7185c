using System.Net;
using System.Text;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>The rules of multipart uploads.</summary>
public sealed class MultipartTests : EmulatorTest
{
    private const int Smallest = 100 << 10;

    private static readonly byte[] s_part = Bytes(Smallest, 1);

    [Fact]
    public async Task Parts_with_gaps_in_any_order_and_over_again()
    {
        var id = await InitiateAsync("key");
        await PartAsync("key", id, 9, "end"u8.ToArray());
        await PartAsync("key", id, 2, s_part);
        var again = Bytes(Smallest + 1, 2);
        var two = await PartAsync("key", id, 2, again);
        var nine = await PartAsync("key", id, 9, "the end"u8.ToArray());
        var done = await CompleteAsync("key", id, (2, two.ToLowerInvariant()), (9, $"\"{nine}\""));
        Assert.Equal(HttpStatusCode.OK, done.Status);
        byte[] whole = [.. again, .. "the end"u8];
        Assert.Equal(whole, Bucket.Read("key"));
        Assert.Equal(OssCrc64.Hash(whole), Bucket.Find("key")!.Crc64);
        Assert.Equal("Multipart", Bucket.Find("key")!.Type);
        Assert.EndsWith("/key", done.Xml.Element("Location")!.Value);

        var ended = await CompleteAsync("key", id, (2, two));
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchUpload"), (ended.Status, ended.Code));
        Assert.Equal(id, ended.Xml.Element("UploadId")!.Value);
    }

    [Fact]
    public async Task What_complete_refuses()
    {
        var id = await InitiateAsync("key");
        var first = await PartAsync("key", id, 1, "small"u8.ToArray());
        var second = await PartAsync("key", id, 2, s_part);
        Assert.Equal(("EntityTooSmall", "0042-00000213"), Of(await CompleteAsync("key", id, (1, first), (2, second))));
        Assert.Equal(("InvalidPartOrder", "0042-00000209"), Of(await CompleteAsync("key", id, (2, second), (1, first))));
        Assert.Equal("InvalidPartOrder", (await CompleteAsync("key", id, (2, second), (2, second))).Code);
        Assert.Equal("InvalidPart", (await CompleteAsync("key", id, (1, second))).Code);
        Assert.Equal("InvalidPart", (await CompleteAsync("key", id, (3, second))).Code);
        Assert.Equal("MalformedXML", (await CompleteAsync("key", id)).Code);
        Assert.Equal("NoSuchUpload", (await CompleteAsync("other", id, (2, second))).Code);
        Bucket.Put("key", s_part);
        var exists = await CompleteAsync("key", id, headers => headers["x-oss-forbid-overwrite"] = "true", (2, second));
        Assert.Equal("FileAlreadyExists", exists.Code);
        Assert.Equal(HttpStatusCode.OK, (await CompleteAsync("key", id, (2, second))).Status);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("x")]
    [InlineData("-1")]
    public async Task Numbers_out_of_range(string number)
    {
        var id = await InitiateAsync("key");
        var answer = await Client.SendAsync("PUT", "bucket", "key", $"partNumber={number}&uploadId={id}", [1]);
        Assert.Equal(("InvalidArgument", "0017-00000220"), Of(answer));
        Assert.Equal("Part number must be an integer between 1 and 10000, inclusive.", answer.Xml.Element("Message")!.Value);
        Assert.Equal(("partNumber", number), (answer.Xml.Element("ArgumentName")!.Value, answer.Xml.Element("ArgumentValue")!.Value));
    }

    [Fact]
    public async Task All_parts_without_a_list()
    {
        var id = await InitiateAsync("key");
        await PartAsync("key", id, 3, "end"u8.ToArray());
        await PartAsync("key", id, 1, s_part);
        Task<Answer> All(byte[] body) => Client.SendAsync(
            "POST", "bucket", "key", "uploadId=" + id, body, headers => headers["x-oss-complete-all"] = "yes");

        Assert.Equal("InvalidArgument", (await All("<x/>"u8.ToArray())).Code);
        Assert.Equal(HttpStatusCode.OK, (await All([])).Status);
        Assert.Equal(Smallest + 3, Bucket.Find("key")!.Size);
    }

    [Fact]
    public async Task Copies_of_parts()
    {
        Bucket.Put("source", Bytes(Smallest * 3, 4));
        var id = await InitiateAsync("key");
        var first = await CopyAsync(1, "bytes=0-" + (Smallest - 1));
        var second = await CopyAsync(2, $"bytes={Smallest}-{(Smallest * 2) - 1}");
        Assert.Equal("InvalidRange", (await CopyAsync(3, "bytes=999999999-")).Code);
        var done = await CompleteAsync(
            "key", id, (1, first.Xml.Element("ETag")!.Value), (2, second.Xml.Element("ETag")!.Value));
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal(Bucket.Read("source")[..(Smallest * 2)], Bucket.Read("key"));

        Task<Answer> CopyAsync(int number, string range) => Client.SendAsync(
            "PUT",
            "bucket",
            "key",
            $"partNumber={number}&uploadId={id}",
            headers: headers =>
            {
                headers["x-oss-copy-source"] = "/bucket/source";
                headers["x-oss-copy-source-range"] = range;
            });
    }

    [Fact]
    public async Task Lists_of_parts()
    {
        var id = await InitiateAsync("a b");
        foreach (var number in (int[])[1, 5, 9]) await PartAsync("a b", id, number, s_part);
        var page = (await Client.SendAsync("GET", "bucket", "a b", $"uploadId={id}&max-parts=2&encoding-type=url")).Xml;
        Assert.Equal(("true", "5", "a%20b"), (Value(page, "IsTruncated"), Value(page, "NextPartNumberMarker"), Value(page, "Key")));
        var part = page.Element("Part")!;
        Assert.Equal((OssCrc64.Hash(s_part).ToString(), $"{Smallest}"), (Value(part, "HashCrc64ecma"), Value(part, "Size")));
        var rest = (await Client.SendAsync("GET", "bucket", "a b", $"uploadId={id}&part-number-marker=5")).Xml;
        Assert.Equal("9", Value(rest.Elements("Part").Single(), "PartNumber"));
    }

    [Fact]
    public async Task Lists_of_uploads()
    {
        foreach (var key in (string[])["b", "a/1", "a/2", "c", "c"]) await InitiateAsync(key);
        var (keys, position) = (new List<string>(), "");
        while (true)
        {
            var page = (await Client.SendAsync("GET", "bucket", query: "uploads&max-uploads=1&delimiter=%2F" + position)).Xml;
            keys.AddRange(page.Elements("Upload").Select(upload => Value(upload, "Key")));
            keys.AddRange(page.Elements("CommonPrefixes").Select(folder => Value(folder, "Prefix")));
            if (Value(page, "IsTruncated") == "false") break;
            position = $"&key-marker={Uri.EscapeDataString(Value(page, "NextKeyMarker"))}" +
                $"&upload-id-marker={Value(page, "NextUploadIdMarker")}";
        }

        Assert.Equal(["a/", "b", "c", "c"], keys);
        var all = (await Client.SendAsync("GET", "bucket", query: "uploads&prefix=a")).Xml;
        Assert.Equal(2, all.Elements("Upload").Count());
        // Clients insist on these even where they are empty.
        string[] insisted = ["NextKeyMarker", "NextUploadIdMarker", "KeyMarker", "UploadIdMarker", "Delimiter"];
        Assert.All(insisted, name => Assert.NotNull(all.Element(name)));
    }

    [Fact]
    public async Task An_abort_ends_it()
    {
        var id = await InitiateAsync("key");
        await PartAsync("key", id, 1, s_part);
        Assert.Equal(HttpStatusCode.NoContent, (await Client.SendAsync("DELETE", "bucket", "key", "uploadId=" + id)).Status);
        Assert.Equal("NoSuchUpload", (await Client.SendAsync("DELETE", "bucket", "key", "uploadId=" + id)).Code);
        Assert.Equal("NoSuchUpload", (await Client.SendAsync("PUT", "bucket", "key", $"partNumber=1&uploadId={id}", s_part)).Code);
        Assert.Empty(Bucket.Uploads);
    }

    private async Task<string> InitiateAsync(string key) =>
        Value((await Client.SendAsync("POST", "bucket", key, "uploads")).Xml, "UploadId");

    private async Task<string> PartAsync(string key, string id, int number, byte[] bytes) =>
        (await Client.SendAsync("PUT", "bucket", key, $"partNumber={number}&uploadId={id}", bytes))["ETag"].Trim('"');

    private Task<Answer> CompleteAsync(string key, string id, params (int Number, string ETag)[] parts) =>
        CompleteAsync(key, id, null, parts);

    private Task<Answer> CompleteAsync(
        string key, string id, Action<Dictionary<string, string>>? headers, params (int Number, string ETag)[] parts)
    {
        // The order of elements that another client has, and one that nobody has asked for.
        var xml = string.Concat(parts.Select(part => $"<Part><ETag>{part.ETag}</ETag><New/><PartNumber>{part.Number}</PartNumber></Part>"));
        var body = Encoding.UTF8.GetBytes($"<CompleteMultipartUpload>{xml}</CompleteMultipartUpload>");
        return Client.SendAsync("POST", "bucket", key, "uploadId=" + id, body, headers);
    }

    private static (string, string) Of(Answer answer) => (answer.Code, answer["x-oss-ec"]);

    private static string Value(System.Xml.Linq.XElement element, string name) => element.Element(name)!.Value;

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
