using System.Security.Cryptography;
using System.Text;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>ACS3-HMAC-SHA256: signatures that other clients made, and a second, plain implementation of the rules.</summary>
public class SigningTests
{
    private const string Nonce = "5e1f2a3b-4c5d-6e7f-8091-a2b3c4d5e6f7";
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string BodyHash = "327cc1e97f5819141aa889426d84da5b675016ac412c5eb4ca3e3d95b43838f2";

    private const string Job =
        """{"DisplayName":"demo","JobType":"PyTorchJob","JobSpecs":[{"Type":"Worker","Image":"registry.example.com/a:1","PodCount":1,"""
        + "\"EcsSpec\":\"ecs.c6.large\"}],\"UserCommand\":\"echo hi\",\"WorkspaceId\":\"1234\"}";

    private static readonly string[] s_names = ["a", "B", "Z0", "x_y", "a-b", "a.b", "Ab", "aa"];
    private static readonly DateTimeOffset s_now = new(2026, 1, 15, 8, 0, 0, TimeSpan.Zero);
    private static readonly PaiAccessKey s_key = new("testid", "testsecret");
    private static readonly PaiAccessKey s_session = new("testid", "testsecret", "testtoken");
    private static readonly ApiEndpoint s_endpoint = ApiEndpoint.OfRegion(ApiService.Dlc, "cn-hangzhou");

    private static readonly Dictionary<string, Vector> s_vectors = new()
    {
        ["a"] = new(
            List, s_key,
            "c13fda1a8d3585caf02b1698bdc519dd66427d150d8f314241ac3d726f002719",
            "74b0c30434d540ae058f8d718866b7b0cad98e4f7114a6bbcb8c4bc8165f4f06"),
        ["b"] = new(
            Create, s_key,
            "43312d1de78796a9815589e9e5dda3b9aa355e86ccaa9d21d8595277c5418861",
            "50db1a9dab9d1fb505710e3bb3a98620e513ccf670ae4c7f6159abb84e2ece71"),
        ["c1"] = new(
            List, s_session,
            "9568268c8e1e5f6173c2c958c82b02473068b7b9efc51ec6541fc057d5a4370e",
            "2732de4b6f1a6a4a8ea64fba1042e16dc2baa9359c2e770981f5f23d42ccef47"),
        ["c2"] = new(
            Create, s_session,
            "f09f522f8b255d78495d0906a570fe1301002c7d373e218e2f7fb0680174968c",
            "4cd07b5c557f88073c03450e73c81b57f885798a5cb53ee3b5eb8d0af2410b35"),
        ["d"] = new(
            Awkward, s_key,
            "a6236fdfbe56e0ea519047e6228e150d33b6f8aa47c043f8256fa688e7d74236"),
        ["e"] = new(
            Stop, s_key,
            "c040a1a4f3dc1ab0d26564b48ff92453096b91c8f59b62ad85c411bba31e1b07"),
    };

    public static TheoryData<string> Vectors => new(s_vectors.Keys);

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_signature_is_that_of_the_official_clients(string name)
    {
        var (create, key, signature, hash) = s_vectors[name];
        var request = create();

        var headers = ApiSigner.Headers(request, s_endpoint, key, s_now, Nonce);

        var signed = headers.Where(h => h.Name != "Authorization").ToArray();
        var names = string.Join(';', signed.Select(h => h.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            $"ACS3-HMAC-SHA256 Credential=testid,SignedHeaders={names},Signature={signature}",
            headers.Single(h => h.Name == "Authorization").Value);
        if (hash is null) return;
        var canonical = ApiSigner.Canonical(
            request.Method.Method, request.Path, request.CanonicalQuery, signed, ApiSigner.HashOf(request.Body));
        Assert.Equal($"ACS3-HMAC-SHA256\n{hash}", ApiSigner.StringToSign(canonical.Request));
    }

    [Fact]
    public void The_canonical_request_of_a_query_has_twelve_lines()
    {
        var headers = ApiSigner.Headers(List(), s_endpoint, s_key, s_now, Nonce).Where(h => h.Name != "Authorization");

        var (canonical, names) = ApiSigner.Canonical("GET", "/api/v1/jobs", List().CanonicalQuery, headers, EmptyHash);

        Assert.Equal("host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version", names);
        Assert.Equal(
            $"""
            GET
            /api/v1/jobs
            DisplayName=a%20b&PageSize=50
            host:pai-dlc.cn-hangzhou.aliyuncs.com
            x-acs-action:ListJobs
            x-acs-content-sha256:{EmptyHash}
            x-acs-date:2026-01-15T08:00:00Z
            x-acs-signature-nonce:{Nonce}
            x-acs-version:2020-12-03

            {names}
            {EmptyHash}
            """.ReplaceLineEndings("\n"),
            canonical);
    }

    [Fact]
    public void The_canonical_request_of_a_body_and_a_session_has_their_headers()
    {
        var headers = ApiSigner.Headers(Create(), s_endpoint, s_session, s_now, Nonce).Where(h => h.Name != "Authorization");

        var (canonical, names) = ApiSigner.Canonical("POST", "/api/v1/jobs", "", headers, BodyHash);

        Assert.Equal(194, Encoding.UTF8.GetByteCount(Job));
        Assert.Equal(
            $"""
            POST
            /api/v1/jobs

            content-type:application/json; charset=utf-8
            host:pai-dlc.cn-hangzhou.aliyuncs.com
            x-acs-accesskey-id:testid
            x-acs-action:CreateJob
            x-acs-content-sha256:{BodyHash}
            x-acs-date:2026-01-15T08:00:00Z
            x-acs-security-token:testtoken
            x-acs-signature-nonce:{Nonce}
            x-acs-version:2020-12-03

            {names}
            {BodyHash}
            """.ReplaceLineEndings("\n"),
            canonical);
    }

    [Fact]
    public void A_query_with_awkward_characters_is_encoded_once() => Assert.Equal(
        "DisplayName=a%2Bb%2Ac~d%21%27%28%29%2F%C3%A9%E4%B8%AD%3D%26%3F&Empty=&Tags=%7B%22k%22%3A%22v%20w%22%7D",
        Awkward().CanonicalQuery);

    [Theory]
    [InlineData("a", "static_ak", "f0fe4731f552db27d87e4a713dc0adbd02ebb7854da97cca037de5b2919ed543")]
    [InlineData("b", "static_ak", "9af9960494ccaa8be3d456448b28f0937b26b1bc97ad4a1349c8b73caf6b75bf")]
    [InlineData("c1", "static_sts", "5c5d950f6284a2aff66b1b63ccc9c2d24c1ddbecba65c07e469acc386290ddc1")]
    [InlineData("c2", "static_sts", "de799b0e5b8938b3eb4ed029404a61dab43e1aeedad65efe77ec279f25d80a2d")]
    public void A_further_header_is_signed_in_its_place(string name, string provider, string signature)
    {
        var (create, key, _, _) = s_vectors[name];
        var request = create();
        var headers = ApiSigner.Headers(request, s_endpoint, key, s_now, Nonce).Where(h => h.Name != "Authorization")
            .Append(("x-acs-credentials-provider", provider));

        var authorization = ApiSigner.Authorize(
            key, request.Method.Method, request.Path, request.CanonicalQuery, headers, ApiSigner.HashOf(request.Body));

        Assert.EndsWith($",Signature={signature}", authorization);
    }

    [Fact]
    public void The_published_example_of_another_service_gives_its_signature()
    {
        var endpoint = ApiEndpoint.Parse(new("ECS", "ecs", "2014-05-26"), "ecs.cn-shanghai.aliyuncs.com");
        var request = new ApiRequest("RunInstances", "ecs", HttpMethod.Post, "/")
            .Query("RegionId", "cn-shanghai").Query("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd");

        var headers = ApiSigner.Headers(
            request, endpoint, new("YourAccessKeyId", "YourAccessKeySecret"), new(2023, 10, 26, 10, 22, 32, TimeSpan.Zero),
            "3156853299f313e23d1673dc12e1703d");

        Assert.EndsWith(
            ",Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
            headers.Single(h => h.Name == "Authorization").Value);
        var canonical = ApiSigner.Canonical(
            "POST", "/", request.CanonicalQuery, headers.Where(h => h.Name != "Authorization"), EmptyHash).Request;
        Assert.EndsWith("7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259", ApiSigner.StringToSign(canonical));
    }

    [Fact]
    public void Any_request_is_signed_by_the_rules()
    {
        var random = new Random(11);
        for (var i = 0; i < 500; i++)
        {
            var parameters = Enumerable.Range(0, random.Next(6))
                .Select(n => (Name: $"{s_names[random.Next(s_names.Length)]}{n}", Value: Any(random))).ToArray();
            var path = $"/api/{ApiRequest.Segment("x" + Any(random))}";
            var request = new ApiRequest("Operation", "ram", random.Next(2) == 0 ? HttpMethod.Get : HttpMethod.Put, path)
            {
                Body = random.Next(2) == 0 ? null : Encoding.UTF8.GetBytes(Any(random)),
            };
            foreach (var (name, value) in parameters) request.Query(name, value);
            var key = new PaiAccessKey("id", "s" + Any(random), random.Next(2) == 0 ? null : "token");

            var headers = ApiSigner.Headers(request, s_endpoint, key, s_now, $"{i}");

            var wire = string.Join('&', parameters.Select(p => (Name: Escape(p.Name), Value: Escape(p.Value)))
                .OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value}"));
            Assert.Equal(wire, request.CanonicalQuery);
            Assert.Equal($"{path}{(wire.Length > 0 ? "?" : "")}{wire}", request.ToUri(s_endpoint).PathAndQuery);
            Assert.Equal(Signature(request, key, headers), headers.Single(h => h.Name == "Authorization").Value.Split("Signature=")[1]);
        }
    }

    [Fact]
    public void The_order_in_which_parameters_are_added_does_not_count()
    {
        (string Name, string Value)[] parameters = [("b", "1"), ("B", "2"), ("a", "3"), ("ab", "4"), ("a-", "5"), ("a", "0")];
        var random = new Random(3);
        string? first = null;
        for (var i = 0; i < 50; i++)
        {
            var request = new ApiRequest("Operation", "ram", HttpMethod.Get, "/");
            foreach (var (name, value) in parameters.OrderBy(_ => random.Next())) request.Query(name, value);

            Assert.Equal(first ??= "B=2&a=0&a=3&a-=5&ab=4&b=1", request.CanonicalQuery);
        }
    }

    [Theory]
    [InlineData("id\r\nX-Evil: 1", null)]
    [InlineData("id", "token\n")]
    [InlineData("id", "tök en")]
    public void A_key_that_cannot_be_sent_is_refused_without_showing_it(string id, string? token)
    {
        var e = Assert.Throws<PaiCredentialsException>(
            () => ApiSigner.Headers(List(), s_endpoint, new(id, "secret", token), s_now, Nonce));

        Assert.DoesNotContain("Evil", e.Message);
        Assert.DoesNotContain("tök", e.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public void An_id_that_leads_elsewhere_is_refused(string id) => Assert.Throws<ArgumentException>(() => ApiRequest.Segment(id));

    private static ApiRequest List() =>
        new ApiRequest("ListJobs", "paidlc", HttpMethod.Get, "/api/v1/jobs").Query("PageSize", "50").Query("DisplayName", "a b");

    private static ApiRequest Create() =>
        new("CreateJob", "paidlc", HttpMethod.Post, "/api/v1/jobs") { Body = Encoding.UTF8.GetBytes(Job) };

    private static ApiRequest Awkward() => new ApiRequest("ListJobs", "paidlc", HttpMethod.Get, "/api/v1/jobs")
        .Query("DisplayName", "a+b*c~d!'()/é中=&?").Query("Tags", """{"k":"v w"}""").Query("Empty", "");

    private static ApiRequest Stop() => new("StopJob", "paidlc", HttpMethod.Post, "/api/v1/jobs/dlc123/stop");

    private static string Signature(ApiRequest request, PaiAccessKey key, List<(string Name, string Value)> headers)
    {
        var bodyHash = Hex(SHA256.HashData(request.Body ?? []));
        var signed = headers.Where(h => h.Name is "host" or "content-type" || h.Name.StartsWith("x-acs-", StringComparison.Ordinal))
            .OrderBy(h => h.Name, StringComparer.Ordinal).ToArray();
        var text = $"{request.Method}\n{request.Path}\n{request.CanonicalQuery}\n"
            + string.Concat(signed.Select(h => $"{h.Name}:{h.Value.Trim()}\n"))
            + $"\n{string.Join(';', signed.Select(h => h.Name))}\n{bodyHash}";
        var toSign = $"ACS3-HMAC-SHA256\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
        return Hex(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Secret), Encoding.UTF8.GetBytes(toSign)));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string Any(Random random)
    {
        string[] pieces = ["a", "Z", "0", " ", "+", "*", "~", "%", "%41", "/", "..", "é", "中", "😀", "\"", "'", "&", "=", "?", "#"];
        return string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    private sealed record Vector(Func<ApiRequest> Request, PaiAccessKey Key, string Signature, string? Hash = null);

    /// <summary>RFC 3986, byte by byte.</summary>
    private static string Escape(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(
        b => b < 128 && (char.IsAsciiLetterOrDigit((char)b) || "-_.~".Contains((char)b)) ? $"{(char)b}" : $"%{b:X2}"));
}
