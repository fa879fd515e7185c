namespace Pai.Jobs.Internal.Emulator;

/// <summary>Verifies the signatures of requests to PAI's services.</summary>
internal sealed class PaiAuthenticator(AccessKeys keys, TimeProvider clock)
{
    private readonly Nonces _nonces = new(clock);

    /// <summary>Refuses a request whose signature is not right, or that came before.</summary>
    public void Verify(OssRequest request, byte[] body)
    {
        var (keyId, signed, signature) = Parse(request.Header("authorization"));
        CheckSigned(request, signed, hasBody: body.Length > 0);
        var time = Times.ParseSeconds(request.Header("x-acs-date")) ?? throw PaiErrors.TimeFormat();
        if (keys.IsTooFar(time)) throw PaiErrors.TimeExpired();
        var key = keys.TryFind(keyId) ?? throw PaiErrors.UnknownKey();
        CheckToken(key, request.Header("x-acs-security-token"));

        // The hash is that of the bytes that came, whatever the header says.
        var text = PaiSignature.StringToSign(PaiSignature.CanonicalRequest(request, signed, PaiSignature.Hash(body)));
        if (!Authenticator.AreEqual(PaiSignature.Sign(key.Secret, text), signature)) throw PaiErrors.SignatureDoesNotMatch(text);
        if (!_nonces.TryAdd($"{keyId} {request.Header("x-acs-signature-nonce")}")) throw PaiErrors.NonceUsed();
    }

    private static (string KeyId, string[] Signed, string Signature) Parse(string? authorization)
    {
        if (authorization is null) throw PaiErrors.IncompleteSignature("The header Authorization is missing.");
        if (!authorization.StartsWith(PaiSignature.Algorithm + " ", StringComparison.Ordinal))
            throw PaiErrors.IncompleteSignature($"The emulator verifies {PaiSignature.Algorithm} only.");
        var parts = authorization[(PaiSignature.Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries);
        return (Value("Credential="), Value("SignedHeaders=").Split(';', StringSplitOptions.RemoveEmptyEntries), Value("Signature="));

        string Value(string name) => Array.Find(parts, part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..]
            ?? throw PaiErrors.IncompleteSignature($"The header Authorization has no {name.TrimEnd('=')}.");
    }

    private static void CheckSigned(OssRequest request, string[] signed, bool hasBody)
    {
        string[] required = ["host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"];
        foreach (var name in required)
        {
            if (request.Header(name) is null) throw PaiErrors.IncompleteSignature($"The header {name} is missing.");
        }

        var own = request.Headers.Keys.Where(name => name.StartsWith("x-acs-", StringComparison.Ordinal));
        var needed = own.Append("host");
        if (hasBody) needed = needed.Append("content-type");
        foreach (var name in needed)
        {
            if (!signed.Contains(name)) throw PaiErrors.IncompleteSignature($"The header {name} is not signed.");
        }
    }

    private void CheckToken(PaiAccessKey key, string? token)
    {
        if (string.IsNullOrEmpty(token) && key.SecurityToken is not null) throw PaiErrors.UnknownKey();
        if (!string.IsNullOrEmpty(token) && token != key.SecurityToken) throw PaiErrors.WrongToken();
        if (keys.IsExpired(key)) throw PaiErrors.ExpiredToken();
    }
}
