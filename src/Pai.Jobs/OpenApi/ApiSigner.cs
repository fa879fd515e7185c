using System.Security.Cryptography;
using System.Text;
using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>Signs requests with ACS3-HMAC-SHA256.</summary>
internal static class ApiSigner
{
    public const string Algorithm = "ACS3-HMAC-SHA256";

    private const string ContentType = "application/json; charset=utf-8";

    /// <summary>The headers of a request that depend on it, on the key and on the time: those that are signed, and the signature.</summary>
    /// <param name="request">The request.</param>
    /// <param name="endpoint">Where it is sent.</param>
    /// <param name="accessKey">The key.</param>
    /// <param name="now">The service's time.</param>
    /// <param name="nonce">A random string that no other message has.</param>
    /// <exception cref="PaiCredentialsException">The key cannot be sent.</exception>
    public static List<(string Name, string Value)> Headers(
        ApiRequest request, ApiEndpoint endpoint, PaiAccessKey accessKey, DateTimeOffset now, string nonce)
    {
        var bodyHash = HashOf(request.Body);
        var headers = new List<(string Name, string Value)>
        {
            ("host", endpoint.Host),
            ("x-acs-action", request.Operation),
            ("x-acs-version", endpoint.Service.Version),
            ("x-acs-date", Times.Text(now)),
            ("x-acs-signature-nonce", nonce),
            ("x-acs-content-sha256", bodyHash),
        };
        if (request.Body is not null) headers.Add(("content-type", ContentType));
        if (accessKey.SecurityToken is { } token)
        {
            headers.Add(("x-acs-accesskey-id", accessKey.Id));
            headers.Add(("x-acs-security-token", token));
        }

        if ($"{accessKey.Id}{accessKey.SecurityToken}".AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new PaiCredentialsException(
                "The access key cannot be sent: its id or its security token has a space, a line break or a character outside ASCII.");
        }

        headers.Add(("Authorization", Authorize(
            accessKey, request.Method.Method, request.Path, request.CanonicalQuery, headers, bodyHash)));
        return headers;
    }

    /// <summary>The hash of a body, which a header repeats.</summary>
    public static string HashOf(byte[]? body) => Convert.ToHexStringLower(SHA256.HashData(body ?? []));

    /// <summary>The value of the header <c>Authorization</c>.</summary>
    /// <param name="accessKey">The key.</param>
    /// <param name="method">GET, POST, ...</param>
    /// <param name="path">The encoded path.</param>
    /// <param name="query">The canonical query.</param>
    /// <param name="headers">The headers to sign, with lower-case names.</param>
    /// <param name="bodyHash">The hash of the body.</param>
    public static string Authorize(
        PaiAccessKey accessKey, string method, string path, string query, IEnumerable<(string Name, string Value)> headers, string bodyHash)
    {
        var (canonical, names) = Canonical(method, path, query, headers, bodyHash);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(accessKey.Secret), Encoding.UTF8.GetBytes(StringToSign(canonical)));
        return $"{Algorithm} Credential={accessKey.Id},SignedHeaders={names},Signature={Convert.ToHexStringLower(signature)}";
    }

    /// <summary>The form of a request that is signed, and the names of the headers in it.</summary>
    public static (string Request, string SignedHeaders) Canonical(
        string method, string path, string query, IEnumerable<(string Name, string Value)> headers, string bodyHash)
    {
        var sorted = headers.OrderBy(h => h.Name, StringComparer.Ordinal).ToArray();
        var names = string.Join(';', sorted.Select(h => h.Name));
        var text = new StringBuilder(512).Append(method).Append('\n').Append(path).Append('\n').Append(query).Append('\n');
        foreach (var (name, value) in sorted) text.Append(name).Append(':').Append(value.AsSpan().Trim()).Append('\n');
        return (text.Append('\n').Append(names).Append('\n').Append(bodyHash).ToString(), names);
    }

    public static string StringToSign(string canonicalRequest) =>
        $"{Algorithm}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)))}";
}
