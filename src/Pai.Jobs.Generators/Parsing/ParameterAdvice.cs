using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>The nearest type that has a text form, for one that has none.</summary>
internal static class ParameterAdvice
{
    private const string Any = "string, bool, an integer up to 64 bits, float, double, decimal, char, an enum, DateTime, DateTimeOffset, "
        + "DateOnly, TimeOnly, TimeSpan, Guid, Uri, or T[], List<T>, IReadOnlyList<T> or ImmutableArray<T> of one of these";

    private const string Ours = "[Input] or [Output] for a location, or a string";

    public static string For(ITypeSymbol type)
    {
        type = ParameterForm.Underlying(type);
        return type switch
        {
            { Name: "Half" } => "float",
            { Name: "Int128" or "UInt128" or "BigInteger" } => "long, decimal, or a string of digits",
            _ when RecordParser.IsOurs(type) => Ours,
            { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic } => Any,
            _ => ElementOf(type) is { } element ? ForList(element) : Any + "; for anything else, a string with JSON",
        };
    }

    private static string ForList(ITypeSymbol element)
    {
        var plain = ParameterForm.Underlying(element).WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        if (RecordParser.IsOurs(plain)) return plain.Name == KnownNames.Secret ? "a parameter of type Secret for each" : Ours;
        var near = plain.Name switch
        {
            "Half" => "float",
            "Int128" or "UInt128" or "BigInteger" => "long",
            _ => null,
        };
        if (near is null && (ParameterForm.Of(plain) is null || ElementOf(plain) is not null))
            return "a list of single values, or a string with JSON";
        var name = near ?? plain.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return $"{name}[], List<{name}>, IReadOnlyList<{name}> or ImmutableArray<{name}>"
            + (ParameterForm.IsNullable(element) ? ", because null in a list has no string form" : "");
    }

    /// <summary>The type of the elements of an array, or of what can be enumerated; null for what is neither.</summary>
    private static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array) return array.ElementType;
        if (type.SpecialType == SpecialType.System_String || type is not INamedTypeSymbol named) return null;
        if (IsEnumerable(named)) return named.TypeArguments[0];
        if (named is { Name: "Memory" or "ReadOnlyMemory", TypeArguments.Length: 1 }) return named.TypeArguments[0];
        foreach (var contract in named.AllInterfaces)
            if (IsEnumerable(contract)) return contract.TypeArguments[0];
        return null;
    }

    private static bool IsEnumerable(INamedTypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;
}
