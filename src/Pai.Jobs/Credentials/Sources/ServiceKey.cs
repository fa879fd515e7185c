namespace Pai.Jobs.Internal.Credentials;

/// <summary>The answer of the metadata service and of a credentials URI: <c>Code</c> and a session.</summary>
internal static class ServiceKey
{
    /// <exception cref="SourceException">The answer has no session. The message has no part of it but the code.</exception>
    public static PaiAccessKey Read(byte[] body, string subject) => CredentialJson.Read(body, subject, root =>
    {
        var code = CredentialJson.String(root, "Code");
        if (code is not null && !code.Equals("Success", StringComparison.OrdinalIgnoreCase))
        {
            var shown = StsError.ShortName(code);
            throw new SourceException($"{subject} has the code {shown ?? "of an error"}, not Success.", isSetUp: true, shown);
        }

        return KeyParts.ReadSession(root, subject);
    });
}
