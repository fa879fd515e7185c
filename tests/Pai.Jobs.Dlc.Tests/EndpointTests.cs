using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Dlc.Tests;

public class EndpointTests
{
    [Theory]
    [InlineData("cn-hangzhou", false, "https://pai-dlc.cn-hangzhou.aliyuncs.com", "https://aiworkspace.cn-hangzhou.aliyuncs.com")]
    [InlineData("ap-southeast-5", false, "https://pai-dlc.ap-southeast-5.aliyuncs.com", "https://aiworkspace.ap-southeast-5.aliyuncs.com")]
    [InlineData("cn-guangzhou", true, "https://pai-dlc-vpc.cn-guangzhou.aliyuncs.com", "https://aiworkspace-vpc.cn-guangzhou.aliyuncs.com")]
    public void A_region_has_a_public_and_a_VPC_endpoint(string region, bool isVpc, string dlc, string workspace)
    {
        Assert.Equal(dlc, ApiEndpoint.OfRegion(ApiService.Dlc, region, isVpc).ToString());
        Assert.Equal(workspace, ApiEndpoint.OfRegion(ApiService.AiWorkspace, region, isVpc).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("CN-hangzhou")]
    [InlineData("cn-guangzhou\t")]
    [InlineData("cn-hangzhou.evil.com")]
    [InlineData("a/b")]
    public void A_region_has_a_form(string region) =>
        Assert.Throws<ArgumentException>(() => ApiEndpoint.OfRegion(ApiService.Dlc, region));

    [Theory]
    [InlineData("pai-dlc.aliyuncs.com", "https://pai-dlc.aliyuncs.com", "pai-dlc.aliyuncs.com")]
    [InlineData(" https://PAI-DLC.aliyuncs.com/ ", "https://pai-dlc.aliyuncs.com", "pai-dlc.aliyuncs.com")]
    [InlineData("https://gateway.example.com:8443", "https://gateway.example.com:8443", "gateway.example.com:8443")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1:8080")]
    [InlineData("http://localhost", "http://localhost", "localhost")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080", "[::1]:8080")]
    public void Any_host_can_be_given(string text, string endpoint, string host)
    {
        var read = ApiEndpoint.Parse(ApiService.Dlc, text);

        Assert.Equal(endpoint, read.ToString());
        Assert.Equal(host, read.Host);
    }

    [Theory]
    [InlineData("http://pai-dlc.aliyuncs.com")]
    [InlineData("http://169.254.0.1")]
    public void Another_machine_is_reached_by_HTTPS_only(string text)
    {
        var e = Assert.Throws<ArgumentException>(() => ApiEndpoint.Parse(ApiService.Dlc, text));

        Assert.Contains("must be reached by HTTPS", e.Message);
    }

    [Theory]
    [InlineData("ftp://pai-dlc.aliyuncs.com")]
    [InlineData("https://pai-dlc.aliyuncs.com/api")]
    [InlineData("https://pai-dlc.aliyuncs.com?a=b")]
    [InlineData("https://id:secret@pai-dlc.aliyuncs.com")]
    [InlineData("a b")]
    [InlineData("https://")]
    public void What_is_not_a_host_is_refused(string text) =>
        Assert.Throws<ArgumentException>(() => ApiEndpoint.Parse(ApiService.Dlc, text));
}
