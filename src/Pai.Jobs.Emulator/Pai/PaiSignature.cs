using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The signature ACS3-HMAC-SHA256.</summary>
internal static class PaiSignature
{
    public const string Algorithm = "ACS3-HMAC-SHA256";

    public static string CanonicalRequest(OssRequest request, IReadOnlyList<string> signedHeaders, string bodyHash)
    {
        var query = request.Query.Pairs
            .Select(pair => (Name: PercentEncoding.Encode(pair.Key), Value: PercentEncoding.Encode(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}");
        var text = new StringBuilder()
            .Append(request.Method).Append('\n')
            .Append(Path(request.Path)).Append('\n')
            .AppendJoin('&', query).Append('\n');
        var names = signedHeaders.Order(StringComparer.Ordinal).ToArray();
        foreach (var name in names) text.Append(name).Append(':').Append(request.Header(name)?.Trim()).Append('\n');
        return text.Append('\n').AppendJoin(';', names).Append('\n').Append(bodyHash).ToString();
    }

    public static string StringToSign(string canonicalRequest) => $"{Algorithm}\n{Hash(Encoding.UTF8.GetBytes(canonicalRequest))}";

    public static string Sign(string secret, string stringToSign) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(stringToSign)));

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The path as it was sent, but for the three characters that clients encode in two ways.</summary>
    private static string Path(string path) => path
        .Replace("+", "%20", StringComparison.Ordinal)
        .Replace("*", "%2A", StringComparison.Ordinal)
        .Replace("%7E", "~", StringComparison.Ordinal);
}
