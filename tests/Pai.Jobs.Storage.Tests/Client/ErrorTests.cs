using System.Net;
using System.Text;

namespace Pai.Jobs.Storage.Tests;

public class ErrorTests
{
    [Fact]
    public async Task An_error_has_all_that_the_service_says()
    {
        var e = await RefusedAsync(Answers.Error(
            HttpStatusCode.NotFound, "NoSuchKey", "<EC>0026-00000001</EC><RequestId>of the body</RequestId>"));

        Assert.Equal("NoSuchKey", e.Code);
        Assert.Equal("0026-00000001", e.EC);
        Assert.Equal("5C3D9175B6FC201293AD4", e.RequestId);
        Assert.Equal(HttpStatusCode.NotFound, e.StatusCode);
        Assert.Equal(("examplebucket", "dir/key"), (e.Bucket, e.Key));
        Assert.Equal(
            "GET oss://examplebucket/dir/key failed: 404 NoSuchKey (EC 0026-00000001, request id 5C3D9175B6FC201293AD4). It is so.",
            e.Message);
    }

    [Fact]
    public async Task A_HEAD_request_has_it_in_a_header()
    {
        var xml = "<Error><Code>NoSuchBucket</Code><Message>No.</Message><RequestId>R</RequestId><EC>0015-00000101</EC></Error>";
        using var harness = new ClientHarness();
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes(xml));
        harness.Handler.Otherwise = _ => Answers.Status(HttpStatusCode.NotFound, ("x-oss-err", header));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.HeadAsync(ClientHarness.Object()));

        Assert.Equal(("NoSuchBucket", "R", "0015-00000101"), (e.Code, e.RequestId, e.EC));
        Assert.Contains("The bucket \"examplebucket\" does not exist at oss-cn-hangzhou.aliyuncs.com", e.Message);
        await Assert.ThrowsAsync<OssException>(() => harness.Client.TryGetMetaAsync(ClientHarness.Object()));
    }

    [Fact]
    public async Task A_missing_object_is_no_error_where_it_is_looked_for()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Status(HttpStatusCode.NotFound));

        Assert.Null(await harness.Client.TryGetMetaAsync(ClientHarness.Object()));

        Assert.EndsWith("/dir/key?objectMeta", harness.Handler.Sent.Single().Uri);
    }

    [Theory]
    [InlineData("<html><body>Forbidden</body></html>")]
    [InlineData("")]
    [InlineData("<Error><Code>Access")]
    [InlineData("\0\0\0")]
    [InlineData("{\"error\": \"no\"}")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><Error><Code>&a;</Code></Error>")]
    public async Task A_body_that_is_not_the_service_s_is_tolerated(string body)
    {
        var e = await RefusedAsync(Answers.Bytes(
            HttpStatusCode.Forbidden, Encoding.UTF8.GetBytes(body), ("x-oss-request-id", "R"), ("x-oss-ec", "0003-00000001")));

        Assert.Null(e.Code);
        Assert.Equal(("R", "0003-00000001"), (e.RequestId, e.EC));
        Assert.Contains("403 Forbidden", e.Message);
        Assert.Contains("may come from a proxy", e.Message);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "PublicEndpointForbidden", "", "Use oss-cn-hangzhou-internal.aliyuncs.com from")]
    [InlineData(HttpStatusCode.Forbidden, "AccessDenied", "<Endpoint>oss.example.com</Endpoint>", "served by oss.example.com:")]
    [InlineData(HttpStatusCode.Forbidden, "SignatureDoesNotMatch", "", "Check the access key secret")]
    [InlineData(HttpStatusCode.Forbidden, "SecondLevelDomainForbidden", "", "virtual-hosted")]
    public async Task What_to_do_is_said(HttpStatusCode status, string code, string more, string advice) =>
        Assert.Contains(advice, (await RefusedAsync(Answers.Error(status, code, more))).Message);

    [Fact]
    public async Task Secrets_in_an_answer_are_not_repeated()
    {
        var e = await RefusedAsync(Answers.Error(
            HttpStatusCode.Forbidden, "SignatureDoesNotMatch", "<StringToSign>canonical-data</StringToSign>"));

        Assert.DoesNotContain("canonical-data", e.ToString());
        Assert.DoesNotContain("testsecret", e.ToString());
    }

    [Theory]
    [InlineData("<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>")]
    [InlineData("<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>")]
    [InlineData("<ListBucketResult><Contents><Key>a</Key><Size>-1</Size></Contents></ListBucketResult>")]
    [InlineData("<Other/>")]
    [InlineData("no XML")]
    [InlineData("")]
    public async Task An_answer_that_makes_no_sense_is_an_error(string body)
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Xml(body, ("x-oss-request-id", "R")));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.ListPageAsync(ClientHarness.Bucket));

        Assert.Equal(("R", HttpStatusCode.OK, false), (e.RequestId, e.StatusCode, e.IsTransient));
        Assert.Contains("is not one of OSS", e.Message);
    }

    [Fact]
    public async Task A_document_that_never_ends_is_an_error()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Content(HttpStatusCode.OK, new StreamContent(new EndlessStream())));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.ListPageAsync(ClientHarness.Bucket));

        Assert.Contains("longer than", e.Message);
    }

    private static async Task<OssException> RefusedAsync(HttpResponseMessage answer)
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(answer);
        return await Assert.ThrowsAsync<OssException>(() => harness.Client.GetAsync(ClientHarness.Object()));
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);
    }
}
