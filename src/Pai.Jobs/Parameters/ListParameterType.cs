using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Parameters;

/// <summary>A list: a JSON array. Numbers and booleans stand bare in it, everything else is a JSON string.</summary>
internal sealed class ListParameterType<TList, T>(ParameterType<T> element, Func<List<T>, TList> make)
    : ParameterType<TList>($"a JSON array, each element {element.Form}")
    where TList : IEnumerable<T>
{
    internal override ParameterShape Shape => new(ParameterKind.List, Form) { Element = element.Shape };

    public override string Format(TList value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            if (!IsDefault(value))
            {
                foreach (var item in value) Write(json, item);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public override bool TryParse(string text, [MaybeNullWhen(false)] out TList value)
    {
        value = default;
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Array) return false;
            var items = new List<T>(json.RootElement.GetArrayLength());
            foreach (var e in json.RootElement.EnumerateArray())
            {
                if (e.ValueKind is JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array) return false;
                var itemText = e.ValueKind == JsonValueKind.String ? e.GetString()! : e.GetRawText();
                if (!element.TryParse(itemText, out var item)) return false;
                items.Add(item);
            }

            value = make(items);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A default ImmutableArray cannot be enumerated; it is taken for an empty one.</summary>
    private static bool IsDefault(TList value) => value is IStructuralEquatable && EqualityComparer<TList>.Default.Equals(value, default!);

    private void Write(Utf8JsonWriter json, T item)
    {
        if (item is null) throw new ArgumentException("A list parameter cannot have a null element: null has no string form.");
        var text = element.Format(item);
        if (!UnicodeText.IsValid(text))
            throw new ArgumentException("A list parameter has an element that is not valid Unicode, which no file can carry.");
        var isNumberOrBoolean = element.IsJsonLiteral && (char.IsAsciiDigit(text[^1]) || text is "true" or "false");
        if (isNumberOrBoolean) json.WriteRawValue(text);
        else json.WriteStringValue(text);
    }
}
