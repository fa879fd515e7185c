using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The signature OSS4-HMAC-SHA256, as the service computes it.</summary>
internal static class SignatureV4
{
    public const string Algorithm = "OSS4-HMAC-SHA256";

    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    public static string CanonicalRequest(
        string method,
        string resource,
        IEnumerable<KeyValuePair<string, string>> query,
        IReadOnlyDictionary<string, string> headers,
        IEnumerable<string> additionalHeaders,
        string payload)
    {
        var additional = additionalHeaders
            .Select(name => name.ToLowerInvariant())
            .Where(name => headers.ContainsKey(name) && !IsAlwaysSigned(name))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var text = new StringBuilder();
        text.Append(method).Append('\n').Append(PercentEncoding.EncodePath(resource)).Append('\n');
        text.AppendJoin('&', query
            .Select(pair => (Name: PercentEncoding.Encode(pair.Key), Value: PercentEncoding.Encode(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .Select(pair => pair.Value.Length == 0 ? pair.Name : $"{pair.Name}={pair.Value}"));
        text.Append('\n');
        foreach (var (name, value) in headers.OrderBy(header => header.Key, StringComparer.Ordinal))
        {
            if (IsAlwaysSigned(name) || additional.Contains(name)) text.Append(name).Append(':').Append(value.Trim()).Append('\n');
        }

        return text.Append('\n').AppendJoin(';', additional).Append('\n').Append(payload).ToString();
    }

    public static string StringToSign(string date, string scope, string canonicalRequest) =>
        $"{Algorithm}\n{date}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)))}";

    public static byte[] SigningKey(string secret, string day, string region, string product)
    {
        var key = Encoding.UTF8.GetBytes("aliyun_v4" + secret);
        foreach (var part in (ReadOnlySpan<string>)[day, region, product, "aliyun_v4_request"])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return key;
    }

    public static string Sign(byte[] signingKey, string stringToSign) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(stringToSign)));

    private static bool IsAlwaysSigned(string name) =>
        name is "content-type" or "content-md5" || name.StartsWith("x-oss-", StringComparison.Ordinal);
}
