using System.Collections.Immutable;

namespace Pai.Jobs.Internal.Parameters;

/// <summary>A type of parameter as data: what help, job files and other languages know of it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Form">The form of the string, for people.</param>
internal sealed record ParameterShape(ParameterKind Kind, string Form)
{
    /// <summary>The strings of an enum's members; empty for other kinds.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>The names in C# of an enum's members, in the same order, where the strings are others; else empty.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The type of a list's elements; null for other kinds.</summary>
    public ParameterShape? Element { get; init; }

    /// <summary>A type that has one value, and is no enum.</summary>
    public static ParameterShape OfScalar(Type type, string form) => new(KindOf(type), form);

    private static ParameterKind KindOf(Type type) => type switch
    {
        _ when type == typeof(bool) => ParameterKind.Boolean,
        _ when type == typeof(float) || type == typeof(double) => ParameterKind.Number,
        _ when type == typeof(decimal) => ParameterKind.Decimal,
        _ when type == typeof(char) => ParameterKind.Character,
        _ when type == typeof(Guid) => ParameterKind.Guid,
        _ when type == typeof(Uri) => ParameterKind.Uri,
        _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) => ParameterKind.DateTime,
        _ when type == typeof(DateOnly) => ParameterKind.Date,
        _ when type == typeof(TimeOnly) => ParameterKind.Time,
        _ when type == typeof(TimeSpan) => ParameterKind.Duration,
        _ when type == typeof(Secret) => ParameterKind.Secret,
        _ when s_integers.Contains(type) => ParameterKind.Integer,
        _ => ParameterKind.String,
    };

    private static readonly ImmutableArray<Type> s_integers =
    [
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(nint),
        typeof(nuint),
    ];
}
