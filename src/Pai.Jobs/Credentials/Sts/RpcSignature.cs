using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>The signature of requests in RPC style: HMAC-SHA1 over the sorted parameters.</summary>
internal static class RpcSignature
{
    public static string Create(string method, IEnumerable<KeyValuePair<string, string>> parameters, string secret)
    {
        var toSign = $"{method}&%2F&{Encode(Join(parameters))}";
#pragma warning disable CA5350 // The service knows no other method for this style.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret + "&"), Encoding.UTF8.GetBytes(toSign)));
#pragma warning restore CA5350
    }

    /// <summary>The parameters, encoded and sorted: what is signed is what is sent.</summary>
    public static string Join(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join(
        '&', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{Encode(p.Key)}={Encode(p.Value)}"));

    /// <summary>Everything but RFC 3986's unreserved characters as percent escapes.</summary>
    private static string Encode(string text) => Uri.EscapeDataString(text);
}
