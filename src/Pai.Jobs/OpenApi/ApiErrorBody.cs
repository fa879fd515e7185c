using System.Text.Json;
using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>The service's description of an error, as far as it can be read and shown.</summary>
internal sealed record ApiErrorBody(string? Code, string? Message, string? RequestId, string? MissingAction)
{
    private const int MaxLength = 1 << 16;

    /// <summary>Reads an error. Anything else, such as the HTML page of a proxy, gives one without a code.</summary>
    /// <param name="body">The body of the answer.</param>
    /// <param name="secrets">Values that the message must not have.</param>
    public static ApiErrorBody Parse(byte[]? body, params ReadOnlySpan<string?> secrets)
    {
        if (body is null or { Length: 0 or > MaxLength }) return new(null, null, null, null);
        Parts? parts = null;
        try
        {
            parts = CredentialJson.Read(body, "The answer", static root => new Parts(
                Text(root, "Code"),
                Text(root, "Message") ?? Text(root, "Description"),
                Text(root, "RequestId"),
                Member(root, "AccessDeniedDetail") is { ValueKind: JsonValueKind.Object } detail ? Text(detail, "AuthAction") : null));
        }
        catch (SourceException)
        {
            // The status says enough.
        }

        return new(
            StsError.ShortName(parts?.Code),
            parts?.Message is { } message ? StsError.Clean(message, secrets) : null,
            StsError.ShortName(parts?.RequestId),
            parts?.MissingAction is { } action && action.Length <= 100 && action.All(IsOfAction) ? action : null);
    }

    private static bool IsOfAction(char c) => char.IsAsciiLetterOrDigit(c) || c is ':' or '*' or '_' or '-';

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The services write the names with a capital, or without.</summary>
    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) || element.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(name), out value)
            ? value
            : null;

    private sealed record Parts(string? Code, string? Message, string? RequestId, string? MissingAction);
}
