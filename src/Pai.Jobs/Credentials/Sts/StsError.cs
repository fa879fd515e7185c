using System.Buffers;
using System.Text;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>The error of a service, as far as it can be shown.</summary>
internal sealed record StsError(string? Code, string? Message, string? RequestId)
{
    private const int MaxMessage = 300;

    private static readonly SearchValues<char> s_codeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <returns>The error; null if the body cannot be read as one.</returns>
    public static StsError? Parse(byte[] body, params ReadOnlySpan<string?> secrets)
    {
        try
        {
            var (code, message, requestId) = CredentialJson.Read(body, "The answer", root =>
                (CredentialJson.String(root, "Code"), CredentialJson.String(root, "Message"), CredentialJson.String(root, "RequestId")));
            return new(ShortName(code), message is null ? null : Clean(message, secrets), ShortName(requestId));
        }
        catch (SourceException)
        {
            return null;
        }
    }

    /// <summary>A code or an id; null for anything that looks like more than a name.</summary>
    public static string? ShortName(string? text) =>
        text is { Length: > 0 and <= 80 } && !text.AsSpan().ContainsAnyExcept(s_codeCharacters) ? text : null;

    /// <summary>
    /// A message about a wrong signature repeats what was signed, with the token in it, encoded once or twice: that part is left out.
    /// </summary>
    public static string? Clean(string message, ReadOnlySpan<string?> secrets)
    {
        var end = message.IndexOf("string to sign", StringComparison.OrdinalIgnoreCase);
        if (end >= 0) message = message[..(message[..end].LastIndexOfAny(['.', ':', ',', ';']) + 1)];
        foreach (var secret in secrets)
        {
            if (string.IsNullOrEmpty(secret)) continue;
            var once = Uri.EscapeDataString(secret);
            if (Contains(message, secret) || Contains(message, once) || Contains(message, Uri.EscapeDataString(once))) return null;
        }

        var clean = new StringBuilder(Math.Min(message.Length, MaxMessage));
        foreach (var c in message.AsSpan(0, Math.Min(message.Length, MaxMessage))) clean.Append(char.IsControl(c) ? ' ' : c);
        var text = clean.ToString().Trim();
        return text.Length == 0 ? null : text;
    }

    private static bool Contains(string message, string part) => message.Contains(part, StringComparison.OrdinalIgnoreCase);
}
