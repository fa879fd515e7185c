using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using Pai.Jobs.Internal.Parameters;

namespace Pai.Jobs;

/// <summary>
/// The string form of every type that a parameter can have. Generated code names them; <c>docs/parameters.md</c> lists them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterType
{
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    /// <summary>The string itself.</summary>
    public static ParameterType<string> String { get; } = new ScalarParameterType<string>("any string", v => v, Same);

    /// <summary>The reference: <c>env:NAME</c>, <c>file:PATH</c> or <c>user-secrets:ID#KEY</c>.</summary>
    public static ParameterType<Secret> Secret { get; } =
        new ScalarParameterType<Secret>("a reference to a secret, as in env:NAME", v => v.Reference, Pai.Jobs.Secret.TryParse);

    /// <summary><c>true</c> or <c>false</c>; <c>True</c> and <c>False</c>, which Python's <c>str</c> writes, are read too.</summary>
    public static ParameterType<bool> Boolean { get; } =
        new ScalarParameterType<bool>("true or false", v => v ? "true" : "false", bool.TryParse, isJsonLiteral: true);

    /// <summary>Digits.</summary>
    public static ParameterType<sbyte> SByte { get; } = Integer<sbyte>();

    /// <summary>Digits.</summary>
    public static ParameterType<byte> Byte { get; } = Integer<byte>();

    /// <summary>Digits.</summary>
    public static ParameterType<short> Int16 { get; } = Integer<short>();

    /// <summary>Digits.</summary>
    public static ParameterType<ushort> UInt16 { get; } = Integer<ushort>();

    /// <summary>Digits.</summary>
    public static ParameterType<int> Int32 { get; } = Integer<int>();

    /// <summary>Digits.</summary>
    public static ParameterType<uint> UInt32 { get; } = Integer<uint>();

    /// <summary>Digits.</summary>
    public static ParameterType<long> Int64 { get; } = Integer<long>();

    /// <summary>Digits.</summary>
    public static ParameterType<ulong> UInt64 { get; } = Integer<ulong>();

    /// <summary>Digits.</summary>
    public static ParameterType<nint> IntPtr { get; } = Integer<nint>();

    /// <summary>Digits.</summary>
    public static ParameterType<nuint> UIntPtr { get; } = Integer<nuint>();

    /// <summary>
    /// The shortest string that gives the value back; <c>nan</c>, <c>inf</c> and <c>-inf</c>, as Python reads and writes them.
    /// </summary>
    public static ParameterType<float> Single { get; } = Float<float>("a number from -3.4E+38 to 3.4E+38, nan, inf or -inf");

    /// <summary>
    /// The shortest string that gives the value back; <c>nan</c>, <c>inf</c> and <c>-inf</c>, as Python reads and writes them.
    /// </summary>
    public static ParameterType<double> Double { get; } = Float<double>("a number, nan, inf or -inf");

    /// <summary>Digits and a point, with the scale of the value.</summary>
    public static ParameterType<decimal> Decimal { get; } =
        new ScalarParameterType<decimal>("a decimal number", v => v.ToString(s_invariant), ParseDecimal, isJsonLiteral: true);

    /// <summary>The character.</summary>
    public static ParameterType<char> Char { get; } = new ScalarParameterType<char>("one character", v => v.ToString(), char.TryParse);

    /// <summary>Hexadecimal digits in groups, lower case: <c>0f8fad5b-d9cb-469f-a165-70867728950e</c>.</summary>
    public static ParameterType<Guid> Guid { get; } =
        new ScalarParameterType<Guid>("a GUID, as in 0f8fad5b-d9cb-469f-a165-70867728950e", v => v.ToString("D"), System.Guid.TryParse);

    /// <summary>The string that the URI was made from.</summary>
    public static ParameterType<Uri> Uri { get; } = new ScalarParameterType<Uri>("a URI", v => v.OriginalString, ParseUri);

    /// <summary>ISO 8601, <c>2026-01-31T13:45:00.0000000Z</c>; a time that is neither UTC nor local has no offset.</summary>
    public static ParameterType<DateTime> DateTime { get; } =
        new ScalarParameterType<DateTime>(
            "a time in ISO 8601, as in 2026-01-31T13:45:00Z", v => v.ToString("O", s_invariant), ParseDateTime);

    /// <summary>ISO 8601 with the offset, <c>2026-01-31T13:45:00.0000000+08:00</c>.</summary>
    public static ParameterType<DateTimeOffset> DateTimeOffset { get; } =
        new ScalarParameterType<DateTimeOffset>(
            "a time in ISO 8601 with its offset, as in 2026-01-31T13:45:00+08:00",
            v => v.ToString("O", s_invariant),
            ParseDateTimeOffset);

    /// <summary><c>2026-01-31</c>.</summary>
    public static ParameterType<DateOnly> DateOnly { get; } =
        new ScalarParameterType<DateOnly>("a date, as in 2026-01-31", v => v.ToString("O", s_invariant), ParseDateOnly);

    /// <summary><c>13:45:00.0000000</c>.</summary>
    public static ParameterType<TimeOnly> TimeOnly { get; } =
        new ScalarParameterType<TimeOnly>("a time of day, as in 13:45:00", v => v.ToString("O", s_invariant), ParseTimeOnly);

    /// <summary><c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    public static ParameterType<TimeSpan> TimeSpan { get; } =
        new ScalarParameterType<TimeSpan>(
            "a duration, as in 1.02:03:04 for a day, 2 hours, 3 minutes and 4 seconds",
            v => v.ToString("c", s_invariant),
            ParseTimeSpan);

    /// <summary>An enum whose members are written as their names in C#; several flags are joined with a comma.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    public static ParameterType<TEnum> Enum<TEnum>()
        where TEnum : struct, Enum => EnumParameterType<TEnum>.ByName;

    /// <summary>An enum whose members have strings of their own.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="members">The string and the value of each member.</param>
    public static ParameterType<TEnum> Enum<TEnum>(params (string Text, TEnum Value)[] members)
        where TEnum : struct, Enum => new EnumParameterType<TEnum>(members);

    /// <summary>A JSON array of the elements' string forms; numbers and booleans are written bare.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="element">The elements' form.</param>
    public static ParameterType<T[]> Array<T>(ParameterType<T> element) =>
        new ListParameterType<T[], T>(element, static items => [.. items]);

    /// <inheritdoc cref="Array{T}(ParameterType{T})"/>
    public static ParameterType<List<T>> List<T>(ParameterType<T> element) =>
        new ListParameterType<List<T>, T>(element, static items => items);

    /// <inheritdoc cref="Array{T}(ParameterType{T})"/>
    public static ParameterType<IReadOnlyList<T>> ReadOnlyList<T>(ParameterType<T> element) =>
        new ListParameterType<IReadOnlyList<T>, T>(element, static items => items);

    /// <inheritdoc cref="Array{T}(ParameterType{T})"/>
    public static ParameterType<ImmutableArray<T>> ImmutableArray<T>(ParameterType<T> element) =>
        new ListParameterType<ImmutableArray<T>, T>(element, static items => [.. items]);

    private static bool Same(string text, out string value)
    {
        value = text;
        return true;
    }

    private static ScalarParameterType<T> Integer<T>()
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> =>
        new(
            $"a whole number from {T.MinValue} to {T.MaxValue}",
            static v => v.ToString(null, s_invariant),
            static (string text, out T value) => T.TryParse(text, NumberStyles.AllowLeadingSign, s_invariant, out value),
            isJsonLiteral: true);

    private static ScalarParameterType<T> Float<T>(string form)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        new(
            form,
            static v =>
                T.IsNaN(v) ? "nan" : T.IsPositiveInfinity(v) ? "inf" : T.IsNegativeInfinity(v) ? "-inf" : v.ToString("R", s_invariant),
            ParseFloat,
            isJsonLiteral: true);

    private static bool ParseFloat<T>(string text, out T value)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        switch (text.ToLowerInvariant())
        {
            case "nan":
                value = T.NaN;
                return true;
            case "inf" or "infinity" or "+inf":
                value = T.PositiveInfinity;
                return true;
            case "-inf" or "-infinity":
                value = T.NegativeInfinity;
                return true;
            default:
                // A number too large for the type would silently read as infinity.
                return T.TryParse(text, NumberStyles.Float, s_invariant, out value) && T.IsFinite(value);
        }
    }

    private static bool ParseDecimal(string text, out decimal value) => decimal.TryParse(text, NumberStyles.Float, s_invariant, out value);

    private static bool ParseUri(string text, [MaybeNullWhen(false)] out Uri value) =>
        System.Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out value);

    private static bool ParseDateTime(string text, out DateTime value) =>
        System.DateTime.TryParse(text, s_invariant, DateTimeStyles.RoundtripKind, out value);

    private static bool ParseDateTimeOffset(string text, out DateTimeOffset value) =>
        System.DateTimeOffset.TryParse(text, s_invariant, DateTimeStyles.AssumeUniversal, out value);

    private static bool ParseDateOnly(string text, out DateOnly value) =>
        System.DateOnly.TryParse(text, s_invariant, DateTimeStyles.None, out value);

    private static bool ParseTimeOnly(string text, out TimeOnly value) =>
        System.TimeOnly.TryParse(text, s_invariant, DateTimeStyles.None, out value);

    private static bool ParseTimeSpan(string text, out TimeSpan value) => System.TimeSpan.TryParse(text, s_invariant, out value);
}
