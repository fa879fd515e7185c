using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using P = Pai.Jobs.ParameterType;

namespace Pai.Jobs.Internal.Parameters;

/// <summary>Reads strings of a type that is known as data only, as those in job files are.</summary>
internal static class ShapeText
{
    /// <summary>The types by their forms, which differ where what they accept does.</summary>
    private static readonly Dictionary<string, Scalar> s_types = new(StringComparer.Ordinal)
    {
        [P.String.Form] = Ordered(P.String),
        [P.Boolean.Form] = Ordered(P.Boolean),
        [P.SByte.Form] = Ordered(P.SByte),
        [P.Byte.Form] = Ordered(P.Byte),
        [P.Int16.Form] = Ordered(P.Int16),
        [P.UInt16.Form] = Ordered(P.UInt16),
        [P.Int32.Form] = Ordered(P.Int32),
        [P.UInt32.Form] = Ordered(P.UInt32),
        [P.Int64.Form] = Ordered(P.Int64),
        [P.UInt64.Form] = Ordered(P.UInt64),
        [P.Single.Form] = Ordered(P.Single),
        [P.Double.Form] = Ordered(P.Double),
        [P.Decimal.Form] = Ordered(P.Decimal),
        [P.Char.Form] = Ordered(P.Char),
        [P.Guid.Form] = Ordered(P.Guid),
        [P.Uri.Form] = Of(P.Uri),
        [P.DateTime.Form] = Ordered(P.DateTime),
        [P.DateTimeOffset.Form] = Ordered(P.DateTimeOffset),
        [P.DateOnly.Form] = Ordered(P.DateOnly),
        [P.TimeOnly.Form] = Ordered(P.TimeOnly),
        [P.TimeSpan.Form] = Ordered(P.TimeSpan),
        [P.Secret.Form] = Of(P.Secret),
    };

    private delegate ParameterCheck RangeMaker(
        string minimum, string maximum, bool minimumIsExclusive, bool maximumIsExclusive, string? message);

    /// <summary>True if the string is of the type; any string where the type is not known.</summary>
    public static bool IsOf(ParameterShape shape, string text) => TryParse(shape, text, out _);

    /// <summary>
    /// Reads a value. An enum's is the name of its member, and a list's a list; a string is taken as it is where the type is not known.
    /// </summary>
    public static bool TryParse(ParameterShape shape, string text, [NotNullWhen(true)] out object? value)
    {
        value = shape.Kind switch
        {
            ParameterKind.Enum => IsMember(shape, text) || IsNumber(text) ? text : null,
            ParameterKind.Flags => IsMember(shape, text) ? string.Join(", ", Flags(text).Distinct().Order(StringComparer.Ordinal))
                : IsNumber(text) ? text
                : null,
            ParameterKind.List => ListOf(shape.Element!, text),
            _ => s_types.TryGetValue(shape.Form, out var type) ? type.Parse(text) : text,
        };
        return value is not null;
    }

    /// <summary>True for names of members of an enum; false for the number of a value without a name.</summary>
    public static bool IsMember(ParameterShape shape, string text) =>
        shape.Kind == ParameterKind.Flags ? Flags(text).All(t => IsName(shape, t)) : IsName(shape, text);

    /// <summary>A combination of flags is written with the names in C#, which a job reads for a single member too.</summary>
    private static bool IsName(ParameterShape shape, string text) => shape.Members.Contains(text) || shape.Names.Contains(text);

    /// <summary>True if a range can be checked.</summary>
    public static bool IsComparable(ParameterShape shape) => TypeOf(shape)?.RangeOf is not null;

    /// <summary>The check of a range; null for a type without an order.</summary>
    /// <exception cref="ArgumentException">A limit is not of the type.</exception>
    public static ParameterCheck? RangeOf(
        ParameterShape shape, string minimum, string maximum, bool minimumIsExclusive, bool maximumIsExclusive, string? message) =>
        TypeOf(shape)?.RangeOf?.Invoke(minimum, maximum, minimumIsExclusive, maximumIsExclusive, message);

    private static Scalar? TypeOf(ParameterShape shape) => shape.Kind is ParameterKind.Enum or ParameterKind.Flags or ParameterKind.List
        ? null
        : s_types.GetValueOrDefault(shape.Form);

    private static Scalar Of<T>(ParameterType<T> type)
        where T : notnull => new(text => type.TryParse(text, out var value) ? value : null, null);

    private static Scalar Ordered<T>(ParameterType<T> type)
        where T : IComparable<T> =>
        new(
            text => type.TryParse(text, out var value) ? value : null,
            (minimum, maximum, isMinimumOut, isMaximumOut, message) =>
                ParameterCheck.RangeOf(type, minimum, maximum, isMinimumOut, isMaximumOut, message));

    private static IEnumerable<string> Flags(string text) => text.Split(',').Select(t => t.Trim());

    /// <summary>An enum may have a value that no member has.</summary>
    private static bool IsNumber(string text) =>
        Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= long.MinValue && number <= ulong.MaxValue;

    private static List<object>? ListOf(ParameterShape element, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Array) return null;
            var items = new List<object>(json.RootElement.GetArrayLength());
            foreach (var e in json.RootElement.EnumerateArray())
            {
                if (e.ValueKind is JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array) return null;
                if (!TryParse(element, e.ValueKind == JsonValueKind.String ? e.GetString()! : e.GetRawText(), out var item)) return null;
                items.Add(item);
            }

            return items;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A type with one value.</summary>
    /// <param name="Parse">The value of a string; null if it is not of the type.</param>
    /// <param name="RangeOf">Makes the check of a range; null for a type without an order.</param>
    private sealed record Scalar(Func<string, object?> Parse, RangeMaker? RangeOf);
}
