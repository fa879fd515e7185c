using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>Sends requests as they are given: the target byte for byte, signed with V4 unless said otherwise.</summary>
internal sealed class RawClient(PaiEmulator emulator, TimeProvider? clock = null) : IDisposable
{
    private readonly HttpClient _http = new(emulator.CreateHandler());

    public PaiAccessKey Key { get; set; } = emulator.AccessKey;

    public string Region { get; set; } = emulator.Region;

    private DateTimeOffset Now => (clock ?? TimeProvider.System).GetUtcNow();

    /// <summary>Sends a signed request to a bucket and a key; the query is written as given.</summary>
    public async Task<Answer> SendAsync(
        string method,
        string bucket,
        string? key = null,
        string query = "",
        byte[]? body = null,
        Action<Dictionary<string, string>>? headers = null,
        Action<HttpRequestMessage>? change = null,
        HttpContent? content = null)
    {
        var resource = bucket.Length == 0 ? "/" : $"/{bucket}/{key}";
        var signed = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["x-oss-date"] = Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
            ["x-oss-content-sha256"] = "UNSIGNED-PAYLOAD",
        };
        if (Key.SecurityToken is { } token) signed["x-oss-security-token"] = token;
        headers?.Invoke(signed);
        signed["authorization"] = Authorize(method, resource, query, signed);
        var target = PercentEncoding.EncodePath(resource) + (query.Length > 0 ? "?" + query : "");
        return await SendRawAsync(method, emulator.Endpoint.GetLeftPart(UriPartial.Authority), target, signed, body, change, content);
    }

    /// <summary>Sends a request that nothing is added to.</summary>
    public async Task<Answer> SendRawAsync(
        string method,
        string origin,
        string target,
        IReadOnlyDictionary<string, string>? headers = null,
        byte[]? body = null,
        Action<HttpRequestMessage>? change = null,
        HttpContent? content = null)
    {
        var uri = new Uri(origin + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new(method), uri);
        if (content is not null) request.Content = content;
        else if (body is not null) request.Content = new ByteArrayContent(body);
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            if (request.Headers.TryAddWithoutValidation(name, value)) continue;
            request.Content ??= new ByteArrayContent([]);
            request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        change?.Invoke(request);
        using var response = await _http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public string Authorize(string method, string resource, string query, Dictionary<string, string> headers)
    {
        var date = headers["x-oss-date"];
        var scope = $"{date[..8]}/{Region}/oss/aliyun_v4_request";
        var lower = headers.ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value);
        var payload = headers.GetValueOrDefault("x-oss-content-sha256", "UNSIGNED-PAYLOAD");
        var canonical = SignatureV4.CanonicalRequest(method, resource, new RawQuery(query).Pairs, lower, [], payload);
        var text = SignatureV4.StringToSign(date, scope, canonical);
        var signature = SignatureV4.Sign(SignatureV4.SigningKey(Key.Secret, date[..8], Region, "oss"), text);
        return $"OSS4-HMAC-SHA256 Credential={Key.Id}/{scope},Signature={signature}";
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>An answer that was read to its end.</summary>
internal sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public XElement Xml => XElement.Parse(Text, LoadOptions.PreserveWhitespace);

    public string Code => Xml.Element("Code")!.Value;

    public string this[string header] => Headers[header];

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new(response.StatusCode, headers, body);
    }
}
