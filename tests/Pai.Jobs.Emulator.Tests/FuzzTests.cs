using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>Whatever comes over a connection, the emulator answers in HTTP or closes it, and goes on.</summary>
public sealed class FuzzTests : EmulatorTest
{
    private static readonly string[] s_methods = ["GET", "PUT", "POST", "HEAD", "DELETE", "OPTIONS", "X"];

    private static readonly string[] s_hosts = ["x", "bucket.oss-cn-hangzhou.aliyuncs.com", ".oss-a.aliyuncs.com", "[::1]:80", ":"];

    private static readonly string[] s_segments = ["bucket", "key", "/", "//", "..", "%2F", "%FF", "%", "\\", "~", "a b"];

    private static readonly string[] s_names =
    [
        "uploads", "uploadId", "partNumber", "list-type", "delete", "append", "position", "acl", "prefix", "delimiter", "max-keys",
        "marker", "continuation-token", "encoding-type", "x-oss-signature", "x-oss-signature-version", "x-oss-date", "x-oss-expires",
        "x-oss-credential", "OSSAccessKeyId", "Signature", "Expires", "response-expires", "tagging", "objectMeta", "x-oss-process",
    ];

    private static readonly string[] s_headers =
    [
        "Authorization", "x-oss-date", "Date", "Range", "If-Match", "If-Modified-Since", "Content-MD5", "x-oss-copy-source",
        "x-oss-copy-source-range", "x-oss-forbid-overwrite", "x-oss-tagging", "x-oss-meta-a", "Expect", "Transfer-Encoding", "Host",
    ];

    private static readonly string[] s_values =
    [
        "", "2", "-1", "99999999999999999999", "url", "yes", "bytes=0-", "bytes=--", "OSS a:b", "OSS :", "OSS4-HMAC-SHA256 ", "chunked",
        "OSS4-HMAC-SHA256 Credential=////,Signature=", "99991231T235959Z", "00010101T000000Z", "Mon, 01 Jan 0001 00:00:00 GMT",
        "OSS4-HMAC-SHA256", "/bucket/key", "%2F", "%ZZ%", "%FF", "+", "x/y/z/oss/aliyun_v4_request", "a=b&c", "100-continue", "\"\"",
    ];

    [Fact]
    public Task A_few_requests() => FuzzAsync(seed: 1, requests: 300);

    [Fact]
    [Trait("Kind", "Exhaustive")]
    public async Task Many_requests()
    {
        for (var seed = 2; seed < 12; seed++) await FuzzAsync(seed, requests: 2000);
    }

    [Theory]
    [InlineData("<a>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e \"x\">]><Delete>&e;</Delete>")]
    [InlineData("<Delete><Object><Key></Key></Object></Delete>")]
    [InlineData("\u0000")]
    [InlineData("<CompleteMultipartUpload><Part><PartNumber>99999999999</PartNumber><ETag/></Part></CompleteMultipartUpload>")]
    public async Task Documents_that_are_wrong(string document)
    {
        var id = (await Client.SendAsync("POST", "bucket", "key", "uploads")).Xml.Element("UploadId")!.Value;
        await ExpectBadRequestAsync(Encoding.UTF8.GetBytes(document), id);
    }

    [Fact]
    public async Task Documents_at_random()
    {
        var random = new Random(1);
        var id = (await Client.SendAsync("POST", "bucket", "key", "uploads")).Xml.Element("UploadId")!.Value;
        const string list = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>0</ETag></Part></CompleteMultipartUpload>";
        var whole = Encoding.UTF8.GetBytes(list);
        await ExpectBadRequestAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<Part>", 100_000))), id);
        for (var i = 0; i < 100; i++)
        {
            var changed = whole.ToArray();
            for (var n = random.Next(1, 5); n > 0; n--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            await ExpectBadRequestAsync(changed, id);
        }
    }

    private async Task ExpectBadRequestAsync(byte[] document, string id)
    {
        var complete = await Client.SendAsync("POST", "bucket", "key", "uploadId=" + id, document);
        Assert.Equal(HttpStatusCode.BadRequest, complete.Status);
        var delete = await Client.SendAsync("POST", "bucket", query: "delete", body: document, headers: headers =>
            headers["Content-MD5"] = Convert.ToBase64String(Digests.Md5(document)));
        Assert.Equal(HttpStatusCode.BadRequest, delete.Status);
        Assert.NotEmpty(delete.Code);
    }

    private async Task FuzzAsync(int seed, int requests)
    {
        var random = new Random(seed);
        for (var i = 0; i < requests; i++)
        {
            var request = random.Next(5) == 0 ? Noise(random) : Request(random);
            var answer = await SendAsync(request);
            var isAnswer = answer.Length == 0 || answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal);
            Assert.True(isAnswer, $"seed {seed}, request {i}: {Convert.ToHexString(request)}\n{answer}");
            Assert.DoesNotContain("HTTP/1.1 500", answer);
        }

        Assert.Equal(HttpStatusCode.OK, (await Client.SendAsync("GET", "bucket")).Status);
    }

    /// <summary>Sends bytes and no more, and reads to the end: the emulator has to close the connection.</summary>
    private async Task<string> SendAsync(byte[] request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Emulator.Endpoint.Port, limit.Token);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(request, limit.Token);
            client.Client.Shutdown(SocketShutdown.Send);
            using var answer = new MemoryStream();
            await stream.CopyToAsync(answer, limit.Token);
            return Encoding.Latin1.GetString(answer.ToArray());
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return "";
        }
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(1, 300)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? bytes : [.. "GET /"u8, .. bytes, .. " HTTP/1.1\r\nHost: x\r\n\r\n"u8];
    }

    private static byte[] Request(Random random)
    {
        var target = new StringBuilder("/");
        for (var n = random.Next(6); n > 0; n--) target.Append(Pick(random, s_segments));
        for (var n = random.Next(4); n > 0; n--)
        {
            target.Append(target.ToString().Contains('?') ? '&' : '?');
            target.Append(Pick(random, s_names)).Append('=').Append(Pick(random, s_values));
        }

        var text = new StringBuilder($"{Pick(random, s_methods)} {target.Replace(" ", random.Next(9) == 0 ? " " : "%20")} HTTP/1.1\r\n");
        if (random.Next(9) > 0) text.Append($"Host: {Pick(random, s_hosts)}\r\n");
        for (var n = random.Next(5); n > 0; n--) text.Append($"{Pick(random, s_headers)}: {Pick(random, s_values)}\r\n");
        var body = random.Next(3) == 0 ? new string('x', random.Next(200)) : "";
        if (random.Next(2) == 0) text.Append($"Content-Length: {body.Length + (random.Next(9) == 0 ? 5 : 0)}\r\n");
        return Encoding.Latin1.GetBytes(text.Append("\r\n").Append(body).ToString());
    }

    private static string Pick(Random random, string[] values) => values[random.Next(values.Length)];
}
