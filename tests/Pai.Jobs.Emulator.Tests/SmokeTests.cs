using System.Net;
using System.Text;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>The way of an object through the emulator.</summary>
public class SmokeTests
{
    [Fact]
    public async Task Put_get_range_head_list_copy_delete()
    {
        await using var emulator = await PaiEmulator.StartAsync(new() { Buckets = { "bucket" } });
        using var client = new RawClient(emulator);
        var bytes = Encoding.UTF8.GetBytes("123456789");

        var put = await client.SendAsync("PUT", "bucket", "dir/a b.txt", body: bytes);
        Assert.Equal(HttpStatusCode.OK, put.Status);
        Assert.Equal("11051210869376104954", put["x-oss-hash-crc64ecma"]);
        Assert.Equal("\"25F9E794323B453885F5181F1B624D0B\"", put["ETag"]);

        var get = await client.SendAsync("GET", "bucket", "dir/a b.txt");
        Assert.Equal(bytes, get.Body);
        var range = await client.SendAsync("GET", "bucket", "dir/a b.txt", headers: headers => headers["Range"] = "bytes=2-4");
        Assert.Equal((HttpStatusCode.PartialContent, "345", "bytes 2-4/9"), (range.Status, range.Text, range["Content-Range"]));
        Assert.Equal("9", (await client.SendAsync("HEAD", "bucket", "dir/a b.txt"))["Content-Length"]);

        var copy = await client.SendAsync("PUT", "bucket", "copy", headers: h => h["x-oss-copy-source"] = "/bucket/dir%2Fa%20b.txt");
        Assert.Equal("CopyObjectResult", copy.Xml.Name.LocalName);
        var list = await client.SendAsync("GET", "bucket", query: "list-type=2&max-keys=1");
        Assert.Equal("copy", list.Xml.Element("Contents")!.Element("Key")!.Value);

        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync("DELETE", "bucket", "copy")).Status);
        var missing = await client.SendAsync("GET", "bucket", "copy");
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchKey", "0026-00000001"), (missing.Status, missing.Code, missing["x-oss-ec"]));
    }

    [Fact]
    public async Task Multipart()
    {
        await using var emulator = await PaiEmulator.StartAsync(new() { Buckets = { "bucket" } });
        using var client = new RawClient(emulator);
        var bytes = new byte[250_000];
        new Random(1).NextBytes(bytes);

        var id = (await client.SendAsync("POST", "bucket", "big", "uploads")).Xml.Element("UploadId")!.Value;
        var xml = new StringBuilder("<CompleteMultipartUpload>");
        for (var part = 0; part < 3; part++)
        {
            var slice = bytes[(part * 102_400)..Math.Min(bytes.Length, (part + 1) * 102_400)];
            var answer = await client.SendAsync("PUT", "bucket", "big", $"partNumber={part + 1}&uploadId={id}", slice);
            xml.Append($"<Part><ETag>{answer["ETag"]}</ETag><PartNumber>{part + 1}</PartNumber></Part>");
        }

        xml.Append("</CompleteMultipartUpload>");
        var complete = await client.SendAsync("POST", "bucket", "big", $"uploadId={id}", Encoding.UTF8.GetBytes(xml.ToString()));

        Assert.Equal(HttpStatusCode.OK, complete.Status);
        Assert.EndsWith("-3", complete.Xml.Element("ETag")!.Value.Trim('"'));
        Assert.Equal(OssCrc64.Hash(bytes).ToString(), complete["x-oss-hash-crc64ecma"]);
        Assert.Equal(bytes, emulator.Bucket("bucket").Read("big"));
        Assert.Empty(emulator.Bucket("bucket").Uploads);
    }
}
