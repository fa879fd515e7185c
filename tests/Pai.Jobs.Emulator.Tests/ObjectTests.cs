using System.Net;
using System.Text;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>Objects: what is kept, conditions, ranges, checks.</summary>
public sealed class ObjectTests : EmulatorTest
{
    private static readonly byte[] s_one = [1];

    private static readonly byte[] s_thousand = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];

    [Theory]
    [InlineData("bytes=0-499", false, 206, 0, 500)]
    [InlineData("bytes=-500", false, 206, 500, 500)]
    [InlineData("bytes=500-", false, 206, 500, 500)]
    [InlineData("bytes=500-2000", false, 200, 0, 1000)]
    [InlineData("bytes=500-2000", true, 206, 500, 500)]
    [InlineData("bytes=1000-2000", false, 200, 0, 1000)]
    [InlineData("bytes=1000-2000", true, 416, 0, 0)]
    [InlineData("bytes=1000-", false, 200, 0, 1000)]
    [InlineData("bytes=1000-", true, 416, 0, 0)]
    [InlineData("bytes=-2000", false, 200, 0, 1000)]
    [InlineData("bytes=-2000", true, 206, 0, 1000)]
    [InlineData("bytes=-0", true, 416, 0, 0)]
    [InlineData("byte=0-1", false, 200, 0, 1000)]
    [InlineData("byte=0-1", true, 200, 0, 1000)]
    [InlineData("bytes=5-1", true, 200, 0, 1000)]
    [InlineData("bytes=0-1,5-9", false, 206, 0, 2)]
    [InlineData("bytes=999-999", true, 206, 999, 1)]
    public async Task Ranges(string range, bool isStandard, int status, int offset, int length)
    {
        Bucket.Put("key", s_thousand);
        var answer = await Client.SendAsync("GET", "bucket", "key", headers: headers =>
        {
            headers["Range"] = range;
            if (isStandard) headers["x-oss-range-behavior"] = "standard";
        });
        Assert.Equal(status, (int)answer.Status);
        if (status == 416)
        {
            Assert.Equal(("InvalidRange", "bytes */1000"), (answer.Code, answer["Content-Range"]));
            return;
        }

        Assert.Equal(s_thousand[offset..(offset + length)], answer.Body);
        if (status == 206) Assert.Equal($"bytes {offset}-{offset + length - 1}/1000", answer["Content-Range"]);
        Assert.Equal(OssCrc64.Hash(s_thousand).ToString(), answer["x-oss-hash-crc64ecma"]);
    }

    [Fact]
    public async Task Ranges_that_are_never_lenient()
    {
        await using var emulator = await PaiEmulator.StartAsync(new() { LenientRanges = false });
        emulator.CreateBucket("bucket").Put("key", s_thousand);
        using var client = new RawClient(emulator);
        var answer = await client.SendAsync("GET", "bucket", "key", headers: headers => headers["Range"] = "bytes=1000-");
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.Status);
    }

    [Theory]
    [InlineData("If-Match", "right", 200)]
    [InlineData("If-Match", "\"0\"", 412)]
    [InlineData("If-Match", "*", 200)]
    [InlineData("If-None-Match", "right", 304)]
    [InlineData("If-None-Match", "\"0\"", 200)]
    [InlineData("If-Modified-Since", "Thu, 01 Jan 2099 00:00:00 GMT", 304)]
    [InlineData("If-Modified-Since", "Thu, 01 Jan 2009 00:00:00 GMT", 200)]
    [InlineData("If-Unmodified-Since", "Thu, 01 Jan 2009 00:00:00 GMT", 412)]
    [InlineData("If-Unmodified-Since", "Thu, 01 Jan 2099 00:00:00 GMT", 200)]
    public async Task Conditions(string header, string value, int status)
    {
        var etag = Bucket.Put("key", s_thousand).ETag;
        var given = value == "right" ? $"\"{etag}\"" : value;
        var get = await Client.SendAsync("GET", "bucket", "key", headers: headers => headers[header] = given);
        var head = await Client.SendAsync("HEAD", "bucket", "key", headers: headers => headers[header] = given);
        Assert.Equal((status, status), ((int)get.Status, (int)head.Status));
        if (status == 304) Assert.Equal((0, $"\"{etag}\""), (get.Body.Length, get["ETag"]));
        if (status != 412) return;
        Assert.Equal("PreconditionFailed", get.Code);
        Assert.Contains("PreconditionFailed", Encoding.UTF8.GetString(Convert.FromBase64String(head["x-oss-err"])));

        var copy = await Client.SendAsync("PUT", "bucket", "copy", headers: headers =>
        {
            headers["x-oss-copy-source"] = "/bucket/key";
            headers["x-oss-copy-source-" + header.ToLowerInvariant()] = given;
        });
        Assert.Equal(HttpStatusCode.PreconditionFailed, copy.Status);
    }

    [Fact]
    public async Task What_a_client_says_of_an_object_is_kept()
    {
        await Client.SendAsync("PUT", "bucket", "key", body: [1], headers: headers =>
        {
            headers["Content-Type"] = "text/x";
            headers["content-encoding"] = "gzip";
            headers["Cache-Control"] = "no-store";
            headers["x-oss-meta-name"] = "x 1";
            headers["x-oss-tagging"] = "a=1&b=2";
            headers["x-oss-storage-class"] = "IA";
            headers["x-oss-unknown"] = "tolerated";
        });
        var get = await Client.SendAsync("GET", "bucket", "key");
        Assert.Equal(("text/x", "gzip", "no-store"), (get["Content-Type"], get["Content-Encoding"], get["Cache-Control"]));
        Assert.Equal(("2", "IA", "Normal"), (get["x-oss-tagging-count"], get["x-oss-storage-class"], get["x-oss-object-type"]));
        Assert.Equal("bytes", get["Accept-Ranges"]);
        Assert.Equal("x 1", Bucket.Find("key")!.Headers["x-oss-meta-name"]);

        var other = await Client.SendAsync("GET", "bucket", "key", "response-content-type=a%2Fb&response-cache-control=x&unknown=1");
        Assert.Equal(("a/b", "x"), (other["Content-Type"], other["Cache-Control"]));
        Assert.Equal("InvalidArgument", (await Client.SendAsync("GET", "bucket", "key", "response-expires=a%0D%0Ab")).Code);
        var meta = await Client.SendAsync("HEAD", "bucket", "key", "objectMeta");
        Assert.False(meta.Headers.ContainsKey("x-oss-meta-name"));
        Assert.Equal(("1", get["ETag"]), (meta["Content-Length"], meta["ETag"]));

        await CopyAsync("copy", "COPY");
        Assert.Equal("text/x", Bucket.Find("copy")!.Headers["content-type"]);
        await CopyAsync("copy", "REPLACE");
        Assert.False(Bucket.Find("copy")!.Headers.ContainsKey("x-oss-meta-name"));
        Assert.Equal("InvalidArgument", (await CopyAsync("copy", "MOVE")).Code);

        Task<Answer> CopyAsync(string key, string directive) => Client.SendAsync("PUT", "bucket", key, headers: headers =>
        {
            headers["x-oss-copy-source"] = "bucket/key";
            headers["x-oss-metadata-directive"] = directive;
        });
    }

    [Fact]
    public async Task Refusals()
    {
        Bucket.Put("key", s_one);
        Task<Answer> Put(string header, string value) =>
            Client.SendAsync("PUT", "bucket", "key", body: [1, 2], headers: headers => headers[header] = value);

        Assert.Equal("InvalidDigest", (await Put("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==")).Code);
        Assert.Equal("InvalidDigest", (await Put("Content-MD5", "x")).Code);
        Assert.Equal("InvalidArgument", (await Put("x-oss-storage-class", "Cheap")).Code);
        Assert.Equal("InvalidArgument", (await Put("x-oss-meta-a", new string('x', 9000))).Code);
        Assert.Equal("0017-00000279", (await Put("x-oss-forbid-overwrite", "maybe"))["x-oss-ec"]);
        var exists = await Put("x-oss-forbid-overwrite", "true");
        Assert.Equal(
            (HttpStatusCode.Conflict, "FileAlreadyExists", "0026-00000002"), (exists.Status, exists.Code, exists["x-oss-ec"]));
        Assert.Equal("NoSuchKey", (await Client.SendAsync("PUT", "bucket", "x", headers: h => h["x-oss-copy-source"] = "/bucket/no")).Code);
        Assert.Equal("InvalidArgument", (await Client.SendAsync("PUT", "bucket", "x", headers: h => h["x-oss-copy-source"] = "no")).Code);
        Assert.Equal("NoSuchBucket", (await Client.SendAsync("GET", "missing", "key")).Code);
        Assert.Equal("NotImplemented", (await Client.SendAsync("GET", "bucket", "key", "x-oss-process=image%2Finfo")).Code);
        Assert.Equal("MethodNotAllowed", (await Client.SendAsync("PATCH", "bucket", "key", body: [])).Code);
        Assert.Equal("NoSuchVersion", (await Client.SendAsync("GET", "bucket", "key", "versionId=1")).Code);
        Assert.Equal([1], Bucket.Read("key"));
    }

    [Fact]
    public async Task Appends()
    {
        var first = await Client.SendAsync("POST", "bucket", "log", "append&position=0", "one "u8.ToArray());
        var second = await Client.SendAsync("POST", "bucket", "log", "append&position=4", "two"u8.ToArray());
        Assert.Equal(("4", "7"), (first["x-oss-next-append-position"], second["x-oss-next-append-position"]));
        Assert.Equal(OssCrc64.Hash("one two"u8).ToString(), second["x-oss-hash-crc64ecma"]);
        Assert.Equal("one two", (await Client.SendAsync("GET", "bucket", "log")).Text);

        var wrong = await Client.SendAsync("POST", "bucket", "log", "append&position=4", [1]);
        Assert.Equal(("PositionNotEqualToLength", "7"), (wrong.Code, wrong["x-oss-next-append-position"]));
        Bucket.Put("key", s_one);
        Assert.Equal("ObjectNotAppendable", (await Client.SendAsync("POST", "bucket", "key", "append&position=1", [1])).Code);
        var copy = await Client.SendAsync("PUT", "bucket", "copy", headers: headers => headers["x-oss-copy-source"] = "/bucket/log");
        Assert.Equal("OperationNotSupported", copy.Code);
    }

    [Fact]
    public async Task Chunked_bodies_and_expectations()
    {
        var bytes = new byte[300_000];
        new Random(3).NextBytes(bytes);
        var chunked = await Client.SendAsync("PUT", "bucket", "chunked", content: new ByteArrayContent(bytes), change: request =>
            request.Headers.TransferEncodingChunked = true);
        Assert.Equal(HttpStatusCode.OK, chunked.Status);
        Assert.Equal(bytes, Bucket.Read("chunked"));

        var expected = await Client.SendAsync(
            "PUT", "bucket", "expected", body: bytes, change: request => request.Headers.ExpectContinue = true);
        Assert.Equal(HttpStatusCode.OK, expected.Status);
        Assert.Equal(bytes, Bucket.Read("expected"));
        var refused = await Client.SendAsync("PUT", "missing", "x", body: bytes, change: request => request.Headers.ExpectContinue = true);
        Assert.Equal("NoSuchBucket", refused.Code);
        Assert.Equal(0, Emulator.Requests[^1].BytesReceived);
        // Without the expectation the whole body is read before the error.
        Assert.Equal("NoSuchBucket", (await Client.SendAsync("PUT", "missing", "x", body: bytes)).Code);
        Assert.Equal(bytes.Length, Emulator.Requests[^1].BytesReceived);
    }

    [Fact]
    public async Task Every_answer_has_the_common_headers()
    {
        Bucket.Put("key", s_one);
        Answer[] answers =
        [
            await Client.SendAsync("GET", "bucket", "key"),
            await Client.SendAsync("HEAD", "bucket", "missing"),
            await Client.SendAsync("GET", "bucket", "missing"),
            await Client.SendAsync("GET", "bucket"),
            await Client.SendAsync("DELETE", "bucket", "missing"),
        ];
        Assert.All(answers, answer =>
        {
            Assert.Matches("^[0-9A-F]{24}$", answer["x-oss-request-id"]);
            Assert.Matches("^[0-9]+$", answer["x-oss-server-time"]);
            Assert.Equal("AliyunOSS", answer["Server"]);
            Assert.Equal(answer.Status != HttpStatusCode.NoContent, answer.Headers.ContainsKey("Content-Length"));
        });
        var error = answers[2].Xml;
        Assert.Equal(
            ["Code", "Message", "RequestId", "HostId", "Key", "EC", "RecommendDoc"],
            error.Elements().Select(element => element.Name.LocalName));
        Assert.Equal(answers[2]["x-oss-request-id"], error.Element("RequestId")!.Value);
        Assert.Equal(answers[2]["x-oss-ec"], error.Element("EC")!.Value);
        Assert.Contains("<Code>NoSuchKey</Code>", Encoding.UTF8.GetString(Convert.FromBase64String(answers[1]["x-oss-err"])));
    }

    [Fact]
    public async Task Deletes_many()
    {
        foreach (var key in (string[])["a", "<&>", "c"]) Bucket.Put(key, s_one);
        var xml = "<Delete xmlns='urn:any'><Unknown/><Object><VersionId/><Key>a</Key></Object><Object><Key>&lt;&amp;&gt;</Key></Object>" +
            "<Object><Key>no</Key></Object></Delete>";
        var answer = await DeleteAsync("delete&encoding-type=url", xml);
        Assert.Equal(["a", "%3C%26%3E", "no"], answer.Xml.Elements("Deleted").Select(item => item.Element("Key")!.Value));
        Assert.Equal("url", answer.Xml.Element("EncodingType")!.Value);
        Assert.Equal(["c"], Bucket.Keys);

        var quiet = await DeleteAsync("delete=", "<Delete><Quiet>true</Quiet><Object><Key>c</Key></Object></Delete>");
        Assert.Equal((HttpStatusCode.OK, 0), (quiet.Status, quiet.Body.Length));
        Assert.Equal("MalformedXML", (await DeleteAsync("delete", "<Delete>")).Code);
        Assert.Equal("MalformedXML", (await DeleteAsync("delete", "<Delete></Delete>")).Code);
        var withoutMd5 = await Client.SendAsync("POST", "bucket", query: "delete", body: Encoding.UTF8.GetBytes(xml));
        Assert.Equal("MissingArgument", withoutMd5.Code);

        Task<Answer> DeleteAsync(string query, string document)
        {
            var bytes = Encoding.UTF8.GetBytes(document);
            return Client.SendAsync("POST", "bucket", query: query, body: bytes, headers: headers =>
                headers["Content-MD5"] = Convert.ToBase64String(Digests.Md5(bytes)));
        }
    }

    [Fact]
    public async Task Buckets()
    {
        var configuration = "<CreateBucketConfiguration><StorageClass>IA</StorageClass></CreateBucketConfiguration>"u8.ToArray();
        await Client.SendAsync("PUT", "second", body: configuration);
        var page = await Client.SendAsync("GET", "", query: "max-keys=1");
        Assert.Equal(("true", "bucket"), (page.Xml.Element("IsTruncated")!.Value, page.Xml.Element("NextMarker")!.Value));
        var rest = await Client.SendAsync("GET", "", query: "marker=bucket&prefix=");
        Assert.Equal("second", rest.Xml.Element("Buckets")!.Element("Bucket")!.Element("Name")!.Value);
        var info = (await Client.SendAsync("GET", "second", query: "bucketInfo")).Xml.Element("Bucket")!;
        Assert.Equal(("IA", "oss-cn-hangzhou"), (info.Element("StorageClass")!.Value, info.Element("Location")!.Value));
        Assert.NotNull(info.Element("CreationDate"));
        Assert.Equal("oss-cn-hangzhou", (await Client.SendAsync("GET", "second", query: "location")).Xml.Value);
        Assert.Equal("NoSuchLifecycle", (await Client.SendAsync("GET", "second", query: "lifecycle")).Code);
        Assert.Equal(HttpStatusCode.NotImplemented, (await Client.SendAsync("DELETE", "second", query: "lifecycle")).Status);

        var id = (await Client.SendAsync("POST", "second", "key", "uploads=")).Xml.Element("UploadId")!.Value;
        Assert.Equal("BucketNotEmpty", (await Client.SendAsync("DELETE", "second")).Code);
        await Client.SendAsync("DELETE", "second", "key", "uploadId=" + id);
        Assert.Equal(HttpStatusCode.NoContent, (await Client.SendAsync("DELETE", "second")).Status);
        Assert.Equal("NoSuchBucket", (await Client.SendAsync("DELETE", "second")).Code);
    }
}
