using System.Text.Json;

namespace Pai.Jobs.Internal.Secrets;

/// <summary>Reads the file in which <c>dotnet user-secrets</c> keeps its values.</summary>
internal static class UserSecrets
{
    /// <exception cref="JobException">There is no such file or key.</exception>
    public static string Read(string reference, string id, string key, Func<string, string?> environment)
    {
        var path = PathOf(id, environment)
            ?? throw new JobException(
                $"The secret {reference} cannot be read: the folder of user secrets is unknown, since HOME is not set.");
        try
        {
            using var json = JsonDocument.Parse(
                File.ReadAllText(path), new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Find(json.RootElement, key)
                ?? throw new JobException(
                    $"The secret {reference} cannot be read: {path} has no value for that key. Set it with: dotnet user-secrets set.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"The secret {reference} cannot be read: {e.Message} Set it with: dotnet user-secrets set.", e);
        }
        catch (JsonException)
        {
            // The parser's message may show a part of the file.
            throw new JobException($"The secret {reference} cannot be read: {path} is not valid JSON.");
        }
    }

    /// <summary>
    /// A key is written flat, <c>"A:B"</c>, by the tool, and nested, <c>"A": { "B" }</c>, by people; case does not matter.
    /// </summary>
    private static string? Find(JsonElement element, string key)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.Equals(key, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind is JsonValueKind.String)
                return property.Value.GetString();
            if (key.StartsWith(property.Name + ":", StringComparison.OrdinalIgnoreCase)
                && Find(property.Value, key[(property.Name.Length + 1)..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? PathOf(string id, Func<string, string?> environment) =>
        environment("APPDATA") is { Length: > 0 } appData ? Path.Combine(appData, "Microsoft", "UserSecrets", id, "secrets.json")
        : environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".microsoft", "usersecrets", id, "secrets.json")
        : null;
}
