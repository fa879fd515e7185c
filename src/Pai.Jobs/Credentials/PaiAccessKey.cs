namespace Pai.Jobs;

/// <summary>An access key, with the token and the end of a session where it belongs to one. Its string form shows no secret.</summary>
/// <param name="id">The access key id.</param>
/// <param name="secret">The access key secret.</param>
/// <param name="securityToken">The token of the session; null or empty for a key that belongs to no session.</param>
/// <param name="expiration">When the session ends; null when it is not known, or never.</param>
/// <exception cref="ArgumentException">The id or the secret is empty.</exception>
public sealed class PaiAccessKey(string id, string secret, string? securityToken = null, DateTimeOffset? expiration = null)
{
    /// <summary>The access key id.</summary>
    public string Id { get; } = NotEmpty(id, nameof(id));

    /// <summary>The access key secret.</summary>
    public string Secret { get; } = NotEmpty(secret, nameof(secret));

    /// <summary>The token of the session; null for a key that belongs to no session.</summary>
    public string? SecurityToken { get; } = string.IsNullOrEmpty(securityToken) ? null : securityToken;

    /// <summary>The end of the session (UTC); null when it is not known or never ends.</summary>
    public DateTimeOffset? Expiration { get; } = expiration;

    /// <summary>The first characters of the id, and no secret.</summary>
    public override string ToString() => $"access key {Id[..Math.Min(4, Id.Length)]}...{(SecurityToken is null ? "" : ", of a session")}";

    private static string NotEmpty(string value, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        return value;
    }
}
