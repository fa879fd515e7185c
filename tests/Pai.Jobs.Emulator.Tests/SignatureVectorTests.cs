using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>The verifier accepts every known signature, and no other one.</summary>
public class SignatureVectorTests
{
    private static readonly JsonElement s_vectors = Load();

    public static TheoryData<string> Names => [.. Signatures().Select(vector => Text(vector, "name")!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_accepted(string name)
    {
        var vector = Find(name);
        Assert.True(Authenticator(vector, Text(vector, "access_key_secret")!).Authenticate(Request(vector, Text(vector, "method")!)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_refused_for_another_secret_and_another_method(string name)
    {
        var vector = Find(name);
        var secret = Text(vector, "access_key_secret")!;

        var wrongSecret = Assert.Throws<ServiceErrorException>(
            () => Authenticator(vector, secret + "x").Authenticate(Request(vector, Text(vector, "method")!)));
        var wrongMethod = Assert.Throws<ServiceErrorException>(() => Authenticator(vector, secret).Authenticate(Request(vector, "POST")));

        Assert.Equal("SignatureDoesNotMatch", wrongSecret.Code);
        Assert.Equal(Text(vector, "string_to_sign"), wrongSecret.Details.Single(detail => detail.Name == "StringToSign").Value);
        Assert.Equal("SignatureDoesNotMatch", wrongMethod.Code);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_the_canonical_request(string name)
    {
        var vector = Find(name);
        if (Text(vector, "canonical_request") is not { } expected) return;
        var error = Assert.Throws<ServiceErrorException>(
            () => Authenticator(vector, "wrong").Authenticate(Request(vector, Text(vector, "method")!)));
        Assert.Equal(expected, error.Details.Single(detail => detail.Name == "CanonicalRequest").Value);
    }

    [Fact]
    public void Checksums()
    {
        foreach (var vector in s_vectors.GetProperty("crc64").EnumerateArray())
        {
            var data = Text(vector, "data_ascii") is { } text ? System.Text.Encoding.ASCII.GetBytes(text)
                : Text(vector, "data_hex") is { } hex ? Convert.FromHexString(hex) : null;
            if (data is not null) Assert.Equal(Text(vector, "crc64_decimal"), ObjectOperations.Crc(OssCrc64.Hash(data)));
        }

        foreach (var vector in s_vectors.GetProperty("crc64_combine").EnumerateArray())
        {
            var combined = OssCrc64.Combine(Hex("crc1"), Hex("crc2"), vector.GetProperty("len2").GetInt64());
            Assert.Equal(Hex("combined"), combined);

            ulong Hex(string property) => ulong.Parse(Text(vector, property)![2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }
    }

    private static Authenticator Authenticator(JsonElement vector, string secret)
    {
        var seconds = vector.TryGetProperty("sign_time_unix", out var time) ? time.GetInt64()
            : vector.TryGetProperty("expires_unix", out var expires) ? expires.GetInt64() - 60
            : Times.Parse(Text(vector, "date"))!.Value.ToUnixTimeSeconds();
        var keys = new AccessKeys(checksClock: true, new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(seconds)));
        keys.Add(new(Text(vector, "access_key_id")!, secret, Text(vector, "security_token")));
        return new(keys, region: null);
    }

    /// <summary>The request that a client would send.</summary>
    private static OssRequest Request(JsonElement vector, string method)
    {
        var headers = vector.GetProperty("headers").EnumerateObject()
            .ToDictionary(header => header.Name.ToLowerInvariant(), header => header.Value.GetString()!);
        var query = Pairs(vector.GetProperty("query")).ToList();
        var expected = Text(vector, "expected")!;
        switch (Text(vector, "scheme"))
        {
            case "v4-header":
                headers["authorization"] = expected;
                headers["x-oss-content-sha256"] = Text(vector, "x_oss_content_sha256")!;
                var time = DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("sign_time_unix").GetInt64());
                headers["x-oss-date"] = Times.ToCompact(time);
                if (Text(vector, "security_token") is { } token) headers["x-oss-security-token"] = token;
                break;
            case "v4-query":
                query.AddRange(Pairs(vector.GetProperty("query_added")));
                query.Add(new("x-oss-signature", expected));
                break;
            case "v1-header":
                headers["authorization"] = expected;
                headers.TryAdd("date", Text(vector, "date")!);
                if (Text(vector, "security_token") is { } session) headers["x-oss-security-token"] = session;
                break;
            default:
                query.Add(new("OSSAccessKeyId", Text(vector, "access_key_id")!));
                query.Add(new("Expires", vector.GetProperty("expires_unix").ToString()));
                query.Add(new("Signature", expected));
                if (Text(vector, "security_token") is { } inUrl) query.Add(new("security-token", inUrl));
                break;
        }

        return new()
        {
            Id = "1",
            Method = method,
            Host = "",
            Product = null,
            Path = "/",
            Bucket = Text(vector, "bucket") ?? "",
            Key = Text(vector, "key"),
            Headers = headers,
            Query = new(string.Join('&', query.Select(pair => $"{PercentEncoding.Encode(pair.Key)}={PercentEncoding.Encode(pair.Value)}"))),
            Body = PipeReader.Create(Stream.Null),
            ContentLength = 0,
            Aborted = default,
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(JsonElement values) =>
        values.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetString()!));

    private static JsonElement.ArrayEnumerator Signatures() => s_vectors.GetProperty("signatures").EnumerateArray();

    private static JsonElement Find(string name) => Signatures().Single(vector => Text(vector, "name") == name);

    private static string? Text(JsonElement vector, string property) =>
        vector.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement Load()
    {
        using var stream = typeof(SignatureVectorTests).Assembly.GetManifestResourceStream("oss-vectors.json")!;
        return JsonDocument.Parse(stream).RootElement.Clone();
    }
}
