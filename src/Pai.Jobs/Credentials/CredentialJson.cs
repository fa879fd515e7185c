using System.Text.Json;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>Reads JSON from outside. Errors have the position, never the content.</summary>
internal static class CredentialJson
{
    private static readonly JsonDocumentOptions s_lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads the root, which must be an object.</summary>
    /// <exception cref="SourceException">It is not a JSON object, or <paramref name="read"/> finds a fault.</exception>
    public static T Read<T>(byte[] json, string subject, Func<JsonElement, T> read)
    {
        try
        {
            // Editors on Windows write a byte order mark.
            var content = json.AsMemory(json is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);
            using var document = JsonDocument.Parse(content, s_lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(document.RootElement)
                : throw new SourceException($"{subject} is JSON, but not an object.");
        }
        catch (JsonException e)
        {
            throw new SourceException(
                $"{subject} is not valid JSON: line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}.");
        }
        catch (InvalidOperationException)
        {
            throw new SourceException($"{subject} has a string that is not valid Unicode.");
        }
    }

    /// <summary>A string that is not blank; null if the member is missing, blank, or of another kind.</summary>
    public static string? String(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text
            && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    public static JsonElement? Object(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;
}
