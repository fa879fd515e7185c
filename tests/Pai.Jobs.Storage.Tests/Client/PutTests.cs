using System.Net;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

public class PutTests
{
    private static readonly byte[] s_data = ClientHarness.Data(1000);
    private static readonly string s_crc = $"{OssCrc64.Of(s_data)}";

    [Fact]
    public async Task The_settings_are_sent_and_signed()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Stored(s_crc));

        var result = await harness.Client.PutAsync(ClientHarness.Object(), OssBody.FromMemory(s_data), new()
        {
            ContentType = "text/plain; charset=utf-8",
            CacheControl = "no-cache",
            ContentEncoding = "gzip",
            ContentDisposition = "attachment",
            StorageClass = "IA",
            Metadata = new Dictionary<string, string> { ["Author"] = "alice" },
        });

        var headers = harness.Handler.Sent[0].Headers;
        Assert.Equal("text/plain; charset=utf-8", headers["Content-Type"]);
        Assert.Equal("1000", headers["Content-Length"]);
        Assert.Equal("no-cache", headers["Cache-Control"]);
        Assert.Equal("gzip", headers["Content-Encoding"]);
        Assert.Equal("attachment", headers["Content-Disposition"]);
        Assert.Equal("IA", headers["x-oss-storage-class"]);
        Assert.Equal("alice", headers["x-oss-meta-author"]);
        Assert.Equal("UNSIGNED-PAYLOAD", headers["x-oss-content-sha256"]);
        Assert.StartsWith("OSS4-HMAC-SHA256 Credential=testid/20260115/cn-hangzhou/oss/aliyun_v4_request,", headers["Authorization"]);
        Assert.StartsWith("pai-jobs-dotnet/", headers["User-Agent"]);
        Assert.Equal(("\"E\"", 1000L, OssVerification.Crc64, false), (result.ETag, result.Size, result.Verification, result.WasFound));
    }

    [Fact]
    public async Task Bytes_that_arrive_wrong_are_sent_again()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Stored("1")).Then(Stored(s_crc));

        var result = await harness.Client.PutAsync(ClientHarness.Object(), OssBody.FromMemory(s_data));

        Assert.Equal(OssVerification.Crc64, result.Verification);
        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task Bytes_that_always_arrive_wrong_are_an_error()
    {
        using var harness = new ClientHarness();
        harness.Handler.Otherwise = _ => Stored("1");

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.PutAsync(ClientHarness.Object(), OssBody.FromMemory(s_data)));

        Assert.True(e.IsMismatch);
        Assert.Contains(s_crc, e.Message);
    }

    [Theory]
    [InlineData("\"D41D8CD98F00B204E9800998ECF8427E\"", null, OssVerification.Md5)]
    [InlineData("\"d41d8cd98f00b204e9800998ecf8427e\"", "KMS", OssVerification.Unverified)]
    [InlineData("\"an-etag\"", null, OssVerification.Unverified)]
    [InlineData(null, null, OssVerification.Unverified)]
    public async Task Without_a_crc_the_ETag_is_compared_where_it_is_an_MD5(string? etag, string? encryption, object verification)
    {
        using var harness = new ClientHarness();
        List<(string, string)> headers = [];
        if (etag is not null) headers.Add(("ETag", etag));
        if (encryption is not null) headers.Add(("x-oss-server-side-encryption", encryption));
        harness.Handler.Then(Answers.Status(HttpStatusCode.OK, [.. headers]));

        var result = await harness.Client.PutAsync(ClientHarness.Object(), OssBody.Empty);

        Assert.Equal(verification, result.Verification);
        Assert.Equal("0", harness.Handler.Sent[0].Headers["Content-Length"]);
    }

    [Fact]
    public async Task Another_MD5_is_an_error()
    {
        using var harness = new ClientHarness(o => o with { MaxAttempts = 1 });
        harness.Handler.Then(Answers.Status(HttpStatusCode.OK, ("ETag", $"\"{new string('A', 32)}\"")));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.PutAsync(ClientHarness.Object(), OssBody.FromMemory(s_data)));

        Assert.Contains("MD5", e.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_object_that_must_not_be_overwritten_is_compared(bool isSame)
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(new HttpRequestException("reset"))
            .Then(Answers.Error(HttpStatusCode.Conflict, "FileAlreadyExists"))
            .Then(Answers.Bytes(HttpStatusCode.OK, new byte[1000], ("x-oss-hash-crc64ecma", isSame ? s_crc : "1"), ("ETag", "\"T\"")));

        var put = harness.Client.PutAsync(ClientHarness.Object(), OssBody.FromMemory(s_data), new() { ForbidOverwrite = true });

        if (isSame)
        {
            var result = await put;
            Assert.Equal(("\"T\"", OssVerification.Crc64, true), (result.ETag, result.Verification, result.WasFound));
        }
        else
        {
            Assert.Equal("FileAlreadyExists", (await Assert.ThrowsAsync<OssException>(() => put)).Code);
        }

        Assert.Equal(["PUT", "PUT", "HEAD"], harness.Handler.Sent.Select(s => s.Method));
        Assert.Equal("true", harness.Handler.Sent[0].Headers["x-oss-forbid-overwrite"]);
    }

    [Fact]
    public async Task A_source_that_fails_is_not_a_broken_connection()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Stored(s_crc));

        var e = await Assert.ThrowsAsync<IOException>(() => harness.Client.PutAsync(ClientHarness.Object(), new FailingBody()));

        Assert.Equal("The disk is on fire.", e.Message);
    }

    [Fact]
    public async Task A_source_that_shrinks_is_an_error()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Stored(s_crc));

        var e = await Assert.ThrowsAsync<OssException>(
            () => harness.Client.PutAsync(ClientHarness.Object(), OssBody.FromStream(new MemoryStream(s_data), 100, 1000)));

        Assert.Contains("ended after 900 of 1000 bytes", e.Message);
        Assert.False(e.IsTransient);
    }

    [Theory]
    [InlineData("a b", "x")]
    [InlineData("", "x")]
    [InlineData("a", "x\r\nx-oss-acl: public-read-write")]
    [InlineData("a", "x\0")]
    public async Task Metadata_cannot_hold_what_a_header_cannot(string name, string value)
    {
        using var harness = new ClientHarness();
        var settings = new OssObjectSettings { Metadata = new Dictionary<string, string> { [name] = value } };

        await Assert.ThrowsAsync<ArgumentException>(() => harness.Client.PutAsync(ClientHarness.Object(), OssBody.Empty, settings));

        Assert.Empty(harness.Handler.Sent);
    }

    private static HttpResponseMessage Stored(string crc) =>
        Answers.Status(HttpStatusCode.OK, ("ETag", "\"E\""), ("x-oss-hash-crc64ecma", crc), ("x-oss-request-id", "R"));

    private sealed class FailingBody : OssBody
    {
        public override long Length => 10;

        public override ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
            throw new IOException("The disk is on fire.");
    }
}
