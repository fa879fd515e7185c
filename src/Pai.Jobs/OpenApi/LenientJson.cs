using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>
/// JSON as the services write it, which is not always as they document it: members in another case, numbers as strings, one object instead
/// of a list. One member that cannot be read must not cost the others.
/// </summary>
internal static class LenientJson
{
    /// <param name="lists">The converters of the lists: <see cref="LenientList{T}"/>.</param>
    public static JsonSerializerOptions CreateOptions(params ReadOnlySpan<JsonConverter> lists)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNameCaseInsensitive = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

            // The JSON goes into no page, and the service counts its bytes.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new LenientString(), new LenientBoolean(), new LenientNumber<int>(), new LenientNumber<long>(), new LenientNumber<double>(),
                new LenientList<string>(),
            },
        };
        foreach (var list in lists) options.Converters.Add(list);
        return options;
    }

    /// <summary>A string; where it is not valid Unicode, its bytes as well as they can be read.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return Raw(ref reader);
        }
    }

    public static string Raw(ref Utf8JsonReader reader) =>
        reader.HasValueSequence ? Encoding.UTF8.GetString(reader.ValueSequence) : Encoding.UTF8.GetString(reader.ValueSpan);
}

/// <summary>A string; a number, a boolean or a structure as its JSON.</summary>
internal sealed class LenientString : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return LenientJson.Text(ref reader);
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return LenientJson.Raw(ref reader);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LenientJson.Text(ref reader)!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);
}

/// <summary>A boolean, also as a string or as 0 and 1; null for anything else.</summary>
internal sealed class LenientBoolean : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.String or JsonTokenType.Number:
                return LenientJson.Raw(ref reader) switch
                {
                    "1" => true,
                    "0" => false,
                    var text => bool.TryParse(text, out var value) ? value : null,
                };
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options)
    {
        if (value is { } known) writer.WriteBooleanValue(known);
        else writer.WriteNullValue();
    }
}

/// <summary>A number, also as a string; null for anything else. What the type cannot hold is rounded to what it can.</summary>
internal sealed class LenientNumber<T> : JsonConverter<T?>
    where T : struct, INumber<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
        {
            reader.Skip();
            return null;
        }

        var text = LenientJson.Raw(ref reader);
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return Finite(number);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && double.IsFinite(other)
            ? T.CreateSaturating(other)
            : null;
    }

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
    {
        if (value is { } known) writer.WriteRawValue(known.ToString(null, CultureInfo.InvariantCulture));
        else writer.WriteNullValue();
    }

    private static T? Finite(T number) => T.IsFinite(number) ? number : null;
}

/// <summary>A list without nulls, also where there is one element only and no list; empty for anything else.</summary>
internal sealed class LenientList<T> : JsonConverter<IReadOnlyList<T>>
    where T : class
{
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var list = new List<T>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Add(ref reader, element, list);
            return list;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) Add(ref reader, element, list);
        return list;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        var element = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        foreach (var item in value) JsonSerializer.Serialize(writer, item, element);
        writer.WriteEndArray();
    }

    private static void Add(ref Utf8JsonReader reader, JsonTypeInfo<T> element, List<T> list)
    {
        if (typeof(T) != typeof(string) && reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
        }
        else if (JsonSerializer.Deserialize(ref reader, element) is { } item)
        {
            list.Add(item);
        }
    }
}
