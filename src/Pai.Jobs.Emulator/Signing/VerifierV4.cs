using System.Globalization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Verifies V4 signatures, in the header and in the URL.</summary>
/// <param name="keys">The keys that are accepted.</param>
/// <param name="region">The region that signatures must be for; null for any.</param>
internal sealed class VerifierV4(AccessKeys keys, string? region)
{
    private const int LongestLife = 7 * 24 * 60 * 60;

    private static readonly string[] s_parameters =
        ["x-oss-signature-version", "x-oss-credential", "x-oss-date", "x-oss-expires", "x-oss-signature"];

    public void VerifyHeader(OssRequest request, string authorization)
    {
        var parts = authorization[SignatureV4.Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries);
        var (credential, signature) = (Value("Credential="), Value("Signature="));
        if (credential is null || signature is null) throw SignatureErrors.Malformed();
        var time = Times.Parse(request.Header("x-oss-date") ?? request.Header("date")) ?? throw SignatureErrors.InvalidDate();
        keys.CheckSkew(time);
        var scope = CredentialScope.Parse(credential, time, region);
        var key = keys.Find(scope.KeyId, request.Header("x-oss-security-token"));
        var payload = request.Header("x-oss-content-sha256");
        Verify(request, request.Query.Pairs, key, scope, time, Value("AdditionalHeaders="), payload, signature);

        string? Value(string name) =>
            Array.Find(parts, part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
    }

    public void VerifyQuery(OssRequest request)
    {
        var query = request.Query;
        if (!s_parameters.All(query.Has) || query["x-oss-signature-version"] != SignatureV4.Algorithm)
        {
            throw OssErrors.AccessDenied(
                $"Query-string authentication version 4 requires the parameters {string.Join(", ", s_parameters)}.", "0002-00000225");
        }

        var time = Times.ParseCompact(query["x-oss-date"]) ?? throw SignatureErrors.InvalidDate();
        var expires = query["x-oss-expires"];
        if (!int.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > LongestLife)
        {
            throw OssErrors.InvalidArgument(
                "x-oss-expires", expires, "x-oss-expires must be between 1 and 604800 seconds, which is a week.", "0002-00000232");
        }

        keys.CheckStart(time);
        if (time < DateTimeOffset.MaxValue.AddSeconds(-seconds)) keys.CheckEnd(time.AddSeconds(seconds), "0002-00000236");
        var scope = CredentialScope.Parse(query["x-oss-credential"]!, time, region);
        var key = keys.Find(scope.KeyId, query.NotEmpty("x-oss-security-token") ?? request.Header("x-oss-security-token"));
        var signed = query.Pairs.Where(pair => pair.Key != "x-oss-signature");
        Verify(request, signed, key, scope, time, query["x-oss-additional-headers"], payload: null, query["x-oss-signature"]!);
    }

    private static void Verify(
        OssRequest request,
        IEnumerable<KeyValuePair<string, string>> query,
        PaiAccessKey key,
        CredentialScope scope,
        DateTimeOffset time,
        string? additional,
        string? payload,
        string signature)
    {
        var names = additional?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var canonical = SignatureV4.CanonicalRequest(
            request.Method, request.Resource, query, request.Headers, names, payload ?? SignatureV4.UnsignedPayload);
        var text = SignatureV4.StringToSign(Times.ToCompact(time), scope.ToString(), canonical);
        var expected = SignatureV4.Sign(SignatureV4.SigningKey(key.Secret, scope.Day, scope.Region, scope.Product), text);
        if (Authenticator.AreEqual(expected, signature)) return;
        throw SignatureErrors.DoesNotMatch(key.Id, signature, text, "0002-00000201").With("CanonicalRequest", canonical);
    }
}
