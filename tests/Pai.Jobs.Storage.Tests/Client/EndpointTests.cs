using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

public class EndpointTests
{
    [Theory]
    [InlineData("oss-cn-hangzhou.aliyuncs.com", "https://b-1.oss-cn-hangzhou.aliyuncs.com/k", "cn-hangzhou")]
    [InlineData("https://oss-us-west-1-internal.aliyuncs.com", "https://b-1.oss-us-west-1-internal.aliyuncs.com/k", "us-west-1")]
    [InlineData("http://OSS-cn-beijing.aliyuncs.com/", "http://b-1.oss-cn-beijing.aliyuncs.com/k", "cn-beijing")]
    [InlineData("cn-shanghai.oss.aliyuncs.com", "https://b-1.cn-shanghai.oss.aliyuncs.com/k", "cn-shanghai")]
    [InlineData("cb-123.cn-heyuan.oss-cloudbox.aliyuncs.com", "https://b-1.cb-123.cn-heyuan.oss-cloudbox.aliyuncs.com/k", "cb-123")]
    public void A_domain_of_the_service_shows_its_region_and_takes_the_bucket_in_the_host(string text, string uri, string region)
    {
        var endpoint = OssEndpoint.Parse(text);

        Assert.Equal(uri, Uri(endpoint));
        Assert.Equal(region, endpoint.Region);
        Assert.Equal(region.StartsWith("cb-", StringComparison.Ordinal) ? "oss-cloudbox" : "oss", endpoint.Product);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", null, "http://127.0.0.1:8080/b-1/k")]
    [InlineData("http://[::1]:8080", null, "http://[::1]:8080/b-1/k")]
    [InlineData("http://localhost:8080", null, "http://localhost:8080/b-1/k")]
    [InlineData("http://localhost:8080", OssAddressing.VirtualHosted, "http://b-1.localhost:8080/k")]
    [InlineData("gateway.example.com", OssAddressing.Path, "https://gateway.example.com/b-1/k")]
    [InlineData("data.example.com", null, "https://data.example.com/k")]
    [InlineData("oss-accelerate.aliyuncs.com", null, "https://b-1.oss-accelerate.aliyuncs.com/k")]
    public void Any_other_host_needs_a_region(string text, object? addressing, string uri)
    {
        var endpoint = OssEndpoint.Parse(text, (OssAddressing?)addressing, "oss-cn-hangzhou");
        var e = Assert.Throws<ArgumentException>(() => OssEndpoint.Parse(text, (OssAddressing?)addressing));

        Assert.Equal(uri, Uri(endpoint));
        Assert.Equal("cn-hangzhou", endpoint.Region);
        Assert.Contains($"\"{text}\" does not show its region", e.Message);
    }

    [Theory]
    [InlineData("ftp://oss-cn-hangzhou.aliyuncs.com")]
    [InlineData("https://oss-cn-hangzhou.aliyuncs.com/bucket")]
    [InlineData("https://id:secret@oss-cn-hangzhou.aliyuncs.com")]
    [InlineData("s3.oss-cn-hangzhou.aliyuncs.com")]
    [InlineData("a b")]
    public void Others_are_refused(string text) => Assert.Throws<ArgumentException>(() => OssEndpoint.Parse(text));

    [Fact]
    public void The_service_s_own_domain_is_never_asked_with_the_bucket_in_the_path() =>
        Assert.Throws<ArgumentException>(() => OssEndpoint.Parse("oss-cn-hangzhou.aliyuncs.com", OssAddressing.Path));

    [Theory]
    [InlineData("CN-hangzhou")]
    [InlineData("cn_hangzhou")]
    [InlineData("oss-")]
    public void A_region_has_a_form(string region) =>
        Assert.Throws<ArgumentException>(() => OssEndpoint.Parse("data.example.com", region: region));

    [Fact]
    public void Public_and_internal_endpoints_are_twins()
    {
        var open = OssEndpoint.OfRegion("cn-hangzhou");
        var inside = OssEndpoint.OfRegion("cn-hangzhou", isInternal: true);
        var custom = OssEndpoint.Parse("data.example.com", region: "cn-hangzhou");

        Assert.Equal("https://oss-cn-hangzhou-internal.aliyuncs.com", inside.ToString());
        Assert.Equal(inside, open.ToInternal());
        Assert.Equal(open, inside.ToPublic());
        Assert.Equal(inside, inside.ToInternal());
        Assert.Same(custom, custom.ToInternal());
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("-abc")]
    [InlineData("abc-")]
    [InlineData("Abc")]
    [InlineData("a.b")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public void A_bucket_has_a_name_that_it_can_have(string name) =>
        Assert.Throws<ArgumentException>(() => new OssBucketAddress(name, OssEndpoint.OfRegion("cn-hangzhou")));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("/a", "starts with a slash")]
    [InlineData("\\a", "starts with a slash")]
    public void A_key_is_one_that_an_object_can_have(string key, string problem) =>
        Assert.Contains(problem, OssObjectAddress.ProblemOf(key));

    [Fact]
    public void A_key_is_UTF_8() => Assert.Contains("half of a surrogate pair", OssObjectAddress.ProblemOf("a\ud800b"));

    [Fact]
    public void A_key_has_at_most_1023_bytes()
    {
        Assert.Null(OssObjectAddress.ProblemOf(new string('中', 341)));
        Assert.Contains("has 1024 bytes", OssObjectAddress.ProblemOf(new string('中', 341) + "a"));
    }

    private static string Uri(OssEndpoint endpoint) =>
        new OssRequest(HttpMethod.Get, new("b-1", endpoint), "k").ToUri("").OriginalString;
}
