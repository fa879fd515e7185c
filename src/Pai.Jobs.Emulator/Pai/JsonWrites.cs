using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Lists in an answer.</summary>
internal static class JsonWrites
{
    public static JsonArray ToJson(this IEnumerable<JsonObject> items) => new([.. items]);

    public static JsonArray ToJson(this IEnumerable<string> items) => new([.. items.Select(item => (JsonNode?)item)]);

    public static JsonObject ToJson(this IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, pair.Value)));
}
