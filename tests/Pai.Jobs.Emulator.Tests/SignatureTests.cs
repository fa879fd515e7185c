using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>Signatures on the wire that are wrong are refused with the service's codes.</summary>
public sealed class SignatureTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private PaiEmulator _emulator = null!;
    private RawClient _client = null!;

    public async Task InitializeAsync()
    {
        _emulator = await PaiEmulator.StartAsync(new() { Buckets = { "bucket" }, TimeProvider = _clock });
        _emulator.Bucket("bucket").Put("key", "content"u8.ToArray());
        _client = new(_emulator, _clock);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_wrong_secret()
    {
        _client.Key = new(_emulator.AccessKey.Id, "wrong");
        var answer = await _client.SendAsync("GET", "bucket", "key");
        Assert.Equal((HttpStatusCode.Forbidden, "SignatureDoesNotMatch"), (answer.Status, answer.Code));
        Assert.StartsWith("OSS4-HMAC-SHA256\n20260301T120000Z\n", answer.Xml.Element("StringToSign")!.Value);
        Assert.StartsWith("4F 53 53 34", answer.Xml.Element("StringToSignBytes")!.Value);
        Assert.DoesNotContain(_emulator.AccessKey.Secret, answer.Text);
    }

    [Fact]
    public async Task An_unknown_key()
    {
        _client.Key = new("unknown", "wrong");
        Assert.Equal("InvalidAccessKeyId", (await _client.SendAsync("GET", "bucket", "key")).Code);
    }

    [Fact]
    public async Task A_changed_header()
    {
        var answer = await _client.SendAsync(
            "PUT",
            "bucket",
            "key",
            body: [],
            headers: headers => headers["x-oss-meta-a"] = "1",
            change: request =>
            {
                request.Headers.Remove("x-oss-meta-a");
                request.Headers.Add("x-oss-meta-a", "2");
            });
        Assert.Equal("SignatureDoesNotMatch", answer.Code);
    }

    [Fact]
    public async Task A_header_that_was_added()
    {
        var answer = await _client.SendAsync(
            "GET", "bucket", "key", change: request => request.Headers.Add("x-oss-range-behavior", "standard"));
        Assert.Equal("SignatureDoesNotMatch", answer.Code);
    }

    [Theory]
    [InlineData(14, null)]
    [InlineData(-14, null)]
    [InlineData(16, "RequestTimeTooSkewed")]
    [InlineData(-16, "RequestTimeTooSkewed")]
    public async Task A_skewed_clock(int minutes, string? code)
    {
        using var client = new RawClient(_emulator, new FakeTimeProvider(_clock.GetUtcNow().AddMinutes(minutes)));
        var answer = await client.SendAsync("GET", "bucket", "key");
        Assert.Equal(code, answer.Status == HttpStatusCode.OK ? null : answer.Code);
        if (code is null) return;
        Assert.Equal("2026-03-01T12:00:00.000Z", answer.Xml.Element("ServerTime")!.Value);
        Assert.Equal("900000", answer.Xml.Element("MaxAllowedSkewMilliseconds")!.Value);
        Assert.Equal("Sun, 01 Mar 2026 12:00:00 GMT", answer["Date"]);
    }

    [Fact]
    public async Task A_skewed_clock_that_is_not_checked()
    {
        await using var emulator = await PaiEmulator.StartAsync(
            new() { Buckets = { "bucket" }, TimeProvider = _clock, ChecksClock = false });
        using var client = new RawClient(emulator, TimeProvider.System);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("GET", "bucket")).Status);
    }

    [Fact]
    public async Task Another_region()
    {
        _client.Region = "cn-beijing";
        Assert.Equal("InvalidArgument", (await _client.SendAsync("GET", "bucket", "key")).Code);
        await using var any = await PaiEmulator.StartAsync(new() { Buckets = { "bucket" }, AnyRegion = true });
        using var client = new RawClient(any) { Region = "cn-beijing" };
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("GET", "bucket")).Status);
    }

    [Theory]
    [InlineData("Basic abc", "InvalidArgument")]
    [InlineData("OSS4-HMAC-SHA256 Credential=a", "InvalidArgument")]
    [InlineData("OSS4-HMAC-SHA256 Credential=a/b/c/d/e,Signature=1", "InvalidArgument")]
    [InlineData("OSS a", "InvalidArgument")]
    public async Task A_malformed_authorization(string authorization, string code)
    {
        var headers = new Dictionary<string, string> { ["Authorization"] = authorization, ["x-oss-date"] = "20260301T120000Z" };
        var answer = await _client.SendRawAsync("GET", Origin, "/bucket/key", headers);
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("OSS4-HMAC-SHA256 Credential=a/20260301/cn-hangzhou/oss/aliyun_v4_request,Signature=1", null)]
    [InlineData("OSS a:b", null)]
    [InlineData("OSS a:b", "yesterday")]
    public async Task No_valid_date(string authorization, string? date)
    {
        var headers = new Dictionary<string, string> { ["Authorization"] = authorization };
        if (date is not null) headers["x-oss-date"] = date;
        var answer = await _client.SendRawAsync("GET", Origin, "/bucket/key", headers);
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Separators_with_spaces()
    {
        var answer = await _client.SendAsync("GET", "bucket", "key", change: request =>
        {
            var authorization = request.Headers.NonValidated["Authorization"].ToString();
            request.Headers.Remove("Authorization");
            request.Headers.TryAddWithoutValidation("Authorization", authorization.Replace(",", ", ", StringComparison.Ordinal));
        });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task Sessions()
    {
        var key = new PaiAccessKey("STS.1", "secret", "token", _clock.GetUtcNow().AddHours(1));
        _emulator.AddAccessKey(key);
        (string? Token, string? Code)[] cases = [("token", null), ("wrong", "InvalidSecurityToken"), (null, "InvalidAccessKeyId")];
        foreach (var (token, code) in cases)
        {
            _client.Key = new(key.Id, key.Secret, token);
            var answer = await _client.SendAsync("GET", "bucket", "key");
            Assert.Equal(code, answer.Status == HttpStatusCode.OK ? null : answer.Code);
        }

        _client.Key = key;
        _clock.Advance(TimeSpan.FromHours(1));
        var expired = await _client.SendAsync("GET", "bucket", "key");
        Assert.Equal((HttpStatusCode.Forbidden, "SecurityTokenExpired"), (expired.Status, expired.Code));
        Assert.True(_emulator.RemoveAccessKey(key.Id));
        Assert.Equal("InvalidAccessKeyId", (await _client.SendAsync("GET", "bucket", "key")).Code);
    }

    [Fact]
    public async Task A_url_of_V4()
    {
        var target = UrlV4(60);
        Assert.Equal("content", (await _client.SendRawAsync("GET", Origin, target)).Text);
        Assert.Equal("SignatureDoesNotMatch", (await _client.SendRawAsync("PUT", Origin, target, body: [])).Code);
        Assert.Equal("SignatureDoesNotMatch", (await _client.SendRawAsync("GET", Origin, target + "&x=y")).Code);
        _clock.Advance(TimeSpan.FromSeconds(61));
        var expired = await _client.SendRawAsync("GET", Origin, target);
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied", "0002-00000236"), (expired.Status, expired.Code, expired["x-oss-ec"]));
        Assert.Contains("Request has expired.", expired.Text);
    }

    [Theory]
    [InlineData(604_800, null)]
    [InlineData(604_801, "0002-00000232")]
    [InlineData(0, "0002-00000232")]
    public async Task The_life_of_a_url(int seconds, string? ec)
    {
        var answer = await _client.SendRawAsync("GET", Origin, UrlV4(seconds));
        Assert.Equal(ec, answer.Status == HttpStatusCode.OK ? null : answer["x-oss-ec"]);
    }

    [Fact]
    public async Task A_url_of_V1()
    {
        var expires = _clock.GetUtcNow().AddSeconds(60).ToUnixTimeSeconds();
        var text = SignatureV1.StringToSign("GET", $"{expires}", "/bucket/key", [], new Dictionary<string, string>());
        var signature = PercentEncoding.Encode(SignatureV1.Sign(_emulator.AccessKey.Secret, text));
        var target = $"/bucket/key?OSSAccessKeyId={_emulator.AccessKey.Id}&Expires={expires}&Signature={signature}";
        Assert.Equal("content", (await _client.SendRawAsync("GET", Origin, target)).Text);
        Assert.Equal("SignatureDoesNotMatch", (await _client.SendRawAsync("GET", Origin, target.Replace("/key", "/kei"))).Code);
        var incomplete = await _client.SendRawAsync("GET", Origin, $"/bucket/key?OSSAccessKeyId=a&Expires={expires}");
        Assert.Equal("AccessDenied", incomplete.Code);
        Assert.Contains("Signature, Expires and OSSAccessKeyId", incomplete.Text);
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("AccessDenied", (await _client.SendRawAsync("GET", Origin, target)).Code);
    }

    [Fact]
    public async Task Anonymous_requests()
    {
        Assert.Equal("AccessDenied", (await _client.SendRawAsync("GET", Origin, "/bucket/key")).Code);
        Assert.Equal("AccessDenied", (await _client.SendRawAsync("GET", Origin, "/bucket/missing")).Code);
        Assert.Equal("NoSuchBucket", (await _client.SendRawAsync("GET", Origin, "/missing/key")).Code);
        Assert.Equal("AccessDenied", (await _client.SendRawAsync("GET", Origin, "/")).Code);

        await _client.SendAsync("PUT", "bucket", query: "acl", headers: headers => headers["x-oss-acl"] = "public-read");
        Assert.Equal("content", (await _client.SendRawAsync("GET", Origin, "/bucket/key")).Text);
        Assert.Equal("AccessDenied", (await _client.SendRawAsync("PUT", Origin, "/bucket/key", body: [])).Code);
        await _client.SendAsync("PUT", "bucket", "key", "acl", headers: headers => headers["x-oss-object-acl"] = "private");
        Assert.Equal("AccessDenied", (await _client.SendRawAsync("GET", Origin, "/bucket/key")).Code);
        await _client.SendAsync("PUT", "bucket", query: "acl", headers: headers => headers["x-oss-acl"] = "public-read-write");
        Assert.Equal(HttpStatusCode.OK, (await _client.SendRawAsync("PUT", Origin, "/bucket/new", body: [])).Status);
    }

    [Fact]
    public async Task A_bucket_of_another_account()
    {
        _emulator.CreateForeignBucket("theirs");
        Assert.Equal("AccessDenied", (await _client.SendAsync("GET", "theirs", "key")).Code);
        var create = await _client.SendAsync("PUT", "theirs");
        Assert.Equal((HttpStatusCode.Conflict, "BucketAlreadyExists"), (create.Status, create.Code));
    }

    private string Origin => _emulator.Endpoint.GetLeftPart(UriPartial.Authority);

    private string UrlV4(int seconds)
    {
        var date = Times.ToCompact(_clock.GetUtcNow());
        var scope = $"{date[..8]}/cn-hangzhou/oss/aliyun_v4_request";
        var query = "x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-date=" + date + "&x-oss-expires=" + seconds
            + "&x-oss-credential=" + PercentEncoding.Encode($"{_emulator.AccessKey.Id}/{scope}");
        var canonical = SignatureV4.CanonicalRequest(
            "GET", "/bucket/key", new RawQuery(query).Pairs, new Dictionary<string, string>(), [], "UNSIGNED-PAYLOAD");
        var key = SignatureV4.SigningKey(_emulator.AccessKey.Secret, date[..8], "cn-hangzhou", "oss");
        return $"/bucket/key?{query}&x-oss-signature={SignatureV4.Sign(key, SignatureV4.StringToSign(date, scope, canonical))}";
    }
}
