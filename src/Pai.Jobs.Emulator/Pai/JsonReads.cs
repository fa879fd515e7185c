using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Reads members of a request's JSON, and refuses those of another kind.</summary>
internal static class JsonReads
{
    /// <summary>A string that is not empty; null where it is missing.</summary>
    public static string? Text(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text ? text : null,
        _ => throw PaiErrors.Invalid(name, "it is not a string."),
    };

    public static long? Number(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<long>(out var number) => number,
        _ => throw PaiErrors.Invalid(name, "it is not a whole number."),
    };

    public static JsonObject? Object(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonObject value => value,
        _ => throw PaiErrors.Invalid(name, "it is not an object."),
    };

    /// <summary>The objects of a list; none where it is missing.</summary>
    public static IReadOnlyList<JsonObject> Objects(this JsonObject json, string name) => json[name] switch
    {
        null => [],
        JsonArray array => [.. array.Select(item => item as JsonObject ?? throw PaiErrors.Invalid(name, "an element is not an object."))],
        _ => throw PaiErrors.Invalid(name, "it is not a list."),
    };

    public static IReadOnlyList<string> Texts(this JsonObject json, string name) => json[name] switch
    {
        null => [],
        JsonArray array => [.. array.Select(item => item?.GetValueKind() == JsonValueKind.String
            ? item.GetValue<string>()
            : throw PaiErrors.Invalid(name, "an element is not a string."))],
        _ => throw PaiErrors.Invalid(name, "it is not a list."),
    };

    public static Dictionary<string, string> Map(this JsonObject json, string name) => (json.Object(name) ?? []).ToDictionary(
        member => member.Key,
        member => member.Value?.GetValueKind() == JsonValueKind.String
            ? member.Value.GetValue<string>()
            : throw PaiErrors.Invalid(name, $"the value of {member.Key} is not a string."),
        StringComparer.Ordinal);
}
