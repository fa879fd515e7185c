using System.Text.Json;
using P = Pai.Jobs.ParameterType;

namespace Pai.Jobs.Internal.Parameters;

/// <summary>Tells whether a string is of a type that is known as data only, as those in job files are.</summary>
internal static class ShapeText
{
    /// <summary>The types by their forms, which differ where what they accept does.</summary>
    private static readonly Dictionary<string, Func<string, bool>> s_types = new(StringComparer.Ordinal)
    {
        [P.Boolean.Form] = Of(P.Boolean),
        [P.SByte.Form] = Of(P.SByte),
        [P.Byte.Form] = Of(P.Byte),
        [P.Int16.Form] = Of(P.Int16),
        [P.UInt16.Form] = Of(P.UInt16),
        [P.Int32.Form] = Of(P.Int32),
        [P.UInt32.Form] = Of(P.UInt32),
        [P.Int64.Form] = Of(P.Int64),
        [P.UInt64.Form] = Of(P.UInt64),
        [P.Double.Form] = Of(P.Double),
        [P.Decimal.Form] = Of(P.Decimal),
        [P.Char.Form] = Of(P.Char),
        [P.Guid.Form] = Of(P.Guid),
        [P.Uri.Form] = Of(P.Uri),
        [P.DateTime.Form] = Of(P.DateTime),
        [P.DateTimeOffset.Form] = Of(P.DateTimeOffset),
        [P.DateOnly.Form] = Of(P.DateOnly),
        [P.TimeOnly.Form] = Of(P.TimeOnly),
        [P.TimeSpan.Form] = Of(P.TimeSpan),
        [P.Secret.Form] = Of(P.Secret),
    };

    /// <summary>True if the string is of the type; any string where the type is not known.</summary>
    public static bool IsOf(ParameterShape shape, string text) => shape.Kind switch
    {
        ParameterKind.Enum => shape.Members.Contains(text),
        ParameterKind.Flags => text.Split(',').All(t => shape.Members.Contains(t.Trim())),
        ParameterKind.List => IsList(shape.Element!, text),
        _ => !s_types.TryGetValue(shape.Form, out var isOf) || isOf(text),
    };

    private static Func<string, bool> Of<T>(ParameterType<T> type) => text => type.TryParse(text, out _);

    private static bool IsList(ParameterShape element, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Array
                && json.RootElement.EnumerateArray().All(e =>
                    e.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array)
                    && IsOf(element, e.ValueKind == JsonValueKind.String ? e.GetString()! : e.GetRawText()));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
