using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Verifies signatures of both versions, in the header and in the URL.</summary>
/// <param name="keys">The keys that are accepted.</param>
/// <param name="region">The region that V4 signatures must be for; null for any.</param>
internal sealed class Authenticator(AccessKeys keys, string? region)
{
    private readonly VerifierV4 _v4 = new(keys, region);
    private readonly VerifierV1 _v1 = new(keys);

    /// <summary>True for a request that is signed, false for an anonymous one; anything wrong with a signature is an error.</summary>
    public bool Authenticate(OssRequest request)
    {
        var query = request.Query;
        if (request.Header("authorization") is { Length: > 0 } authorization)
        {
            if (authorization.StartsWith(SignatureV4.Algorithm + " ", StringComparison.Ordinal)) _v4.VerifyHeader(request, authorization);
            else if (authorization.StartsWith("OSS ", StringComparison.Ordinal)) _v1.VerifyHeader(request, authorization);
            else throw SignatureErrors.Malformed();
            return true;
        }

        if (query.Has("x-oss-signature") || query.Has("x-oss-signature-version")) _v4.VerifyQuery(request);
        else if (query.Has("OSSAccessKeyId") || query.Has("Signature")) _v1.VerifyQuery(request);
        else return false;
        return true;
    }

    public static bool AreEqual(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
