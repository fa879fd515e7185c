using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>Where a request finds its bucket, and that keys arrive as they are.</summary>
public sealed class AddressTests : EmulatorTest
{
    protected override PaiEmulatorOptions Options => new()
    {
        CustomDomains = { ["data.example.com"] = "bucket" },
        HostNames = { "oss.test" },
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Client.SendAsync("PUT", "bucket", query: "acl", headers: headers => headers["x-oss-acl"] = "public-read");
        Bucket.Put("a/b", "content"u8.ToArray());
        Emulator.ClearRequests();
    }

    [Theory]
    [InlineData("http://bucket.oss-cn-hangzhou.aliyuncs.com", "/a/b")]
    [InlineData("http://bucket.oss-cn-hangzhou-internal.aliyuncs.com", "/a/b")]
    [InlineData("http://bucket.cn-hangzhou.oss.aliyuncs.com", "/a/b")]
    [InlineData("http://bucket.oss-accelerate.aliyuncs.com", "/a/b")]
    [InlineData("http://bucket.cb-1.cn-hangzhou.oss-cloudbox.aliyuncs.com", "/a/b")]
    [InlineData("http://BUCKET.oss-cn-hangzhou.aliyuncs.com", "/a%2Fb")]
    [InlineData("http://bucket.oss-cn-hangzhou.aliyuncs.com:8080", "/a/b")]
    [InlineData("http://bucket.localhost", "/a/b")]
    [InlineData("http://bucket.oss.test", "/a/b")]
    [InlineData("http://data.example.com", "/a/b")]
    [InlineData("http://127.0.0.1", "/bucket/a/b")]
    [InlineData("http://127.0.0.1", "/bucket/a%2Fb")]
    [InlineData("http://oss-cn-hangzhou.aliyuncs.com", "/bucket/a/b")]
    [InlineData("http://unknown.example.com", "/bucket/a/b")]
    public async Task Finds_the_bucket(string origin, string path)
    {
        var answer = await Client.SendRawAsync("GET", origin, path);
        Assert.Equal("content", answer.Text);
        Assert.Equal(("bucket", "a/b"), (Emulator.Requests[0].Bucket, Emulator.Requests[0].Key));
    }

    [Theory]
    [InlineData("http://127.0.0.1", "/")]
    [InlineData("http://127.0.0.1", "//")]
    [InlineData("http://127.0.0.1", "///")]
    [InlineData("http://oss-cn-hangzhou.aliyuncs.com", "/")]
    public async Task Finds_the_service(string origin, string path)
    {
        await Client.SendRawAsync("GET", origin, path);
        Assert.Equal(EmulatedOperation.ListBuckets, Emulator.Requests[0].Operation);
    }

    [Fact]
    public async Task Finds_the_service_below_an_empty_label()
    {
        var answer = await SendBytesAsync("GET / HTTP/1.1\r\nHost: .oss-cn-hangzhou.aliyuncs.com\r\nConnection: close\r\n\r\n");
        Assert.Contains("AccessDenied", answer);
        Assert.Equal(EmulatedOperation.ListBuckets, Emulator.Requests[0].Operation);
    }

    [Theory]
    [InlineData("a//b", "/bucket/a//b")]
    [InlineData("a/../b", "/bucket/a/../b")]
    [InlineData("a/./b", "/bucket/a/%2E/b")]
    [InlineData("%2E", "/bucket/%252E")]
    [InlineData("?x", "/bucket/%3Fx")]
    [InlineData("a+b c", "/bucket/a+b%20c")]
    [InlineData("中", "/bucket/%E4%B8%AD")]
    [InlineData("!'()*", "/bucket/!'()*")]
    [InlineData("a/", "/bucket/a/")]
    [InlineData("100%", "/bucket/100%")]
    public async Task Keys_are_decoded_once_and_nothing_else(string key, string path)
    {
        Bucket.Put(key, Encoding.UTF8.GetBytes(key));
        Assert.Equal(key, (await Client.SendRawAsync("GET", "http://127.0.0.1", path)).Text);
    }

    [Fact]
    public async Task A_proxys_form_of_the_target()
    {
        var answer = await SendBytesAsync("GET http://127.0.0.1/bucket/a/b HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        Assert.EndsWith("content", answer);
    }

    [Theory]
    [InlineData("//x", "0016-00000005")]
    [InlineData("/%5Cx", "0016-00000005")]
    [InlineData("/%FF", "0016-00000001")]
    public async Task Keys_that_are_not_valid(string path, string ec)
    {
        var answer = await Client.SendRawAsync("GET", "http://bucket.oss-cn-hangzhou.aliyuncs.com", path);
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidObjectName", ec), (answer.Status, answer.Code, answer["x-oss-ec"]));
    }

    [Theory]
    [InlineData(1023, true)]
    [InlineData(1024, false)]
    public async Task Keys_are_measured_in_bytes(int bytes, bool isValid)
    {
        var key = new string('é', bytes / 2) + (bytes % 2 == 0 ? "" : "a");
        var answer = await Client.SendAsync("PUT", "bucket", key, body: []);
        Assert.Equal(isValid ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.Status);
    }

    [Theory]
    [InlineData("ab", false)]
    [InlineData("abc", true)]
    [InlineData("a-1", true)]
    [InlineData("-ab", false)]
    [InlineData("ab-", false)]
    [InlineData("ABC", false)]
    [InlineData("a.b", false)]
    public async Task Names_of_buckets(string name, bool isValid)
    {
        var answer = await Client.SendAsync("PUT", name);
        Assert.Equal(isValid, answer.Status == HttpStatusCode.OK);
        if (isValid) Assert.Equal("/" + name, answer["Location"]);
        else Assert.Equal("InvalidBucketName", answer.Code);
        if (!isValid) Assert.Throws<ArgumentException>(() => Emulator.CreateBucket(name));
    }

    private async Task<string> SendBytesAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Emulator.Endpoint.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(socket.GetStream());
        return await reader.ReadToEndAsync();
    }
}
