using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pai.Jobs.Internal.Launch;

/// <summary><c>hyperparameters.json</c>: one flat object, every value a string, in the order of declaration.</summary>
internal static class HyperparametersFile
{
    public const string FileName = "hyperparameters.json";

    public static string Write(IEnumerable<ParameterValue> parameters, bool indented)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var parameter in parameters)
                if (parameter.Text is { } text) json.WriteString(parameter.Name, text);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>
    /// Reads the file as any writer made it: values that are not strings are taken as JSON, nulls left out.
    /// </summary>
    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public static Dictionary<string, string> Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        if (json.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("It must hold a JSON object.");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in json.RootElement.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null) continue;
            values[property.Name] = property.Value.ValueKind == JsonValueKind.String
                ? property.Value.GetString()!
                : property.Value.GetRawText();
        }

        return values;
    }
}
