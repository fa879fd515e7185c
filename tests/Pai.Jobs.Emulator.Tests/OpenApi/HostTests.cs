using System.Net;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>Which service a request is for.</summary>
public sealed class HostTests : PaiTest
{
    [Theory]
    [InlineData("pai-dlc.cn-hangzhou.aliyuncs.com", null, "Dlc")]
    [InlineData("PAI-DLC.cn-hangzhou.aliyuncs.com:80", null, "Dlc")]
    [InlineData("pai-dlc-vpc.cn-shanghai.aliyuncs.com", null, "Dlc")]
    [InlineData("pai-dlc.aliyuncs.com", null, "Dlc")]
    [InlineData("aiworkspace.cn-hangzhou.aliyuncs.com", null, "AiWorkspace")]
    [InlineData("aiworkspace-vpc.cn-hangzhou.aliyuncs.com", "2020-12-03", "AiWorkspace")]
    [InlineData("pai-dlc.cn-hangzhou.localhost:4000", null, "Dlc")]
    [InlineData("aiworkspace.localhost", null, "AiWorkspace")]
    [InlineData("127.0.0.1:4000", "2020-12-03", "Dlc")]
    [InlineData("127.0.0.1:4000", "2021-02-04", "AiWorkspace")]
    [InlineData("127.0.0.1:4000", null, null)]
    [InlineData("pai-dlc.oss-cn-hangzhou.aliyuncs.com", null, null)]
    [InlineData("bucket.oss-cn-hangzhou.aliyuncs.com", "2020-12-03", null)]
    [InlineData("bucket.localhost", null, null)]
    public void Hosts(string host, string? version, string? product) =>
        Assert.Equal(product, new PaiHosts(["localhost"]).Find(host, version)?.ToString());

    [Fact]
    public async Task A_client_that_knows_only_the_address_is_served()
    {
        using var handler = Emulator.CreateHandler();
        var endpoint = ApiEndpoint.Parse(ApiService.Dlc, Emulator.Endpoint.GetLeftPart(UriPartial.Authority));
        using var client = new Internal.Dlc.DlcClient(
            PaiCredentials.FromAccessKey(Emulator.AccessKey), endpoint, new() { Handler = handler, TimeProvider = Clock });
        Assert.StartsWith("dlc", await client.CreateJobAsync(Job()));
    }

    [Fact]
    public async Task Buckets_are_served_beside_it()
    {
        Emulator.CreateBucket("bucket").Put("key", "bytes"u8.ToArray());
        Assert.Equal(HttpStatusCode.OK, (await Raw.SendAsync("GET", "bucket", "key")).Status);
        Assert.Null(CodeOf(await SendAsync(ListJobs())));
        Assert.Equal([null, null], Emulator.Requests.Select(request => request.ErrorCode));
    }
}
