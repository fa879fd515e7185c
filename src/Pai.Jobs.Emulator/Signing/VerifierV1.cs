using System.Globalization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Verifies V1 signatures, in the header and in the URL.</summary>
internal sealed class VerifierV1(AccessKeys keys)
{
    private const string Mismatch = "0002-00000040";

    // The end of the year 9999.
    private const long LastSecond = 253_402_300_799;

    public void VerifyHeader(OssRequest request, string authorization)
    {
        if (authorization["OSS ".Length..].Trim().Split(':') is not [{ Length: > 0 } id, { Length: > 0 } signature])
        {
            throw SignatureErrors.Malformed();
        }

        // Clients disagree on which of the two they sign.
        var dates = new[] { request.Header("x-oss-date"), request.Header("date") }.OfType<string>().ToList();
        keys.CheckSkew(Times.Parse(dates.FirstOrDefault()) ?? throw SignatureErrors.InvalidDate());
        var key = keys.Find(id, request.Header("x-oss-security-token"));
        if (dates.Any(date => Authenticator.AreEqual(SignatureV1.Sign(key.Secret, Text(request, date)), signature))) return;
        throw SignatureErrors.DoesNotMatch(id, signature, Text(request, dates[0]), Mismatch);
    }

    public void VerifyQuery(OssRequest request)
    {
        var query = request.Query;
        if (query["OSSAccessKeyId"] is not { } id || query["Signature"] is not { } signature || query["Expires"] is not { } expires)
        {
            throw OssErrors.AccessDenied(
                "Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters", "0002-00000007");
        }

        if (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > LastSecond)
        {
            throw OssErrors.AccessDenied("Invalid date (should be seconds since epoch)", "0002-00000008");
        }

        keys.CheckEnd(DateTimeOffset.FromUnixTimeSeconds(seconds), "0002-00000069");
        var key = keys.Find(id, query.NotEmpty("security-token") ?? request.Header("x-oss-security-token"));
        var text = Text(request, expires);
        if (Authenticator.AreEqual(SignatureV1.Sign(key.Secret, text), signature)) return;
        throw SignatureErrors.DoesNotMatch(id, signature, text, Mismatch);
    }

    private static string Text(OssRequest request, string date) =>
        SignatureV1.StringToSign(request.Method, date, request.Resource, request.Query.Pairs, request.Headers);
}
