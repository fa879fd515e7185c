using System.Text.Json;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>The parts of a key as a source gives them, before they are checked.</summary>
internal readonly record struct KeyParts(string? Id, string? Secret, string? Token, DateTimeOffset? Expiration)
{
    /// <summary>
    /// Reads the session that a service gives: <c>AccessKeyId</c>, <c>AccessKeySecret</c>, <c>SecurityToken</c> and <c>Expiration</c>.
    /// </summary>
    /// <exception cref="SourceException">One is missing or invalid.</exception>
    public static PaiAccessKey ReadSession(JsonElement element, string subject)
    {
        var end = CredentialJson.String(element, "Expiration");
        if (!Times.TryParse(end, out var expiration) && end is not null)
            throw new SourceException($"{subject} has an \"Expiration\" that is not a time.");
        var token = Required(element, "SecurityToken", subject);
        var parts = new KeyParts(
            Required(element, "AccessKeyId", subject),
            Required(element, "AccessKeySecret", subject),
            token,
            end is null ? null : expiration);
        return parts.ToKey(subject);
    }

    /// <exception cref="SourceException">The id or the secret is missing, or a part cannot be sent.</exception>
    public PaiAccessKey ToKey(string subject)
    {
        Check(Id, "access key id", subject);
        Check(Secret, "access key secret", subject);
        if (!string.IsNullOrEmpty(Token)) Check(Token, "security token", subject);
        return new(Id!, Secret!, Token, Expiration);
    }

    private static string Required(JsonElement element, string name, string subject) =>
        CredentialJson.String(element, name) ?? throw new SourceException($"{subject} has no \"{name}\".");

    private static void Check(string? part, string what, string subject)
    {
        if (string.IsNullOrWhiteSpace(part)) throw new SourceException($"{subject} has no {what}.");
        if (part.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new SourceException($"{subject} has an invalid {what}: a space, a line break or a character outside ASCII is in it.");
    }
}
