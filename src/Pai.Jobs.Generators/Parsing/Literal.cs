using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Writes constants of attributes as code, the same in every culture.</summary>
internal static class Literal
{
    /// <summary>The start of a full name in code.</summary>
    public const string Global = "global::";

    public static string Of(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A constant; null when the code it comes from is not complete.</summary>
    public static string? Of(TypedConstant constant)
    {
        switch (constant.Kind)
        {
            case TypedConstantKind.Primitive:
                return OfPrimitive(constant.Value);
            case TypedConstantKind.Enum when constant.Type is { } type:
                return $"({FullName(type)})({System.Convert.ToString(constant.Value, CultureInfo.InvariantCulture)})";
            case TypedConstantKind.Type when constant.Value is ITypeSymbol { TypeKind: not TypeKind.Error } type:
                return $"typeof({FullName(type)})";
            case TypedConstantKind.Array when !constant.IsNull && constant.Type is IArrayTypeSymbol type:
                return OfArray(type, constant);
            default:
                return constant.IsNull && constant.Kind != TypedConstantKind.Error ? "null" : null;
        }
    }

    public static string FullName(ITypeSymbol type)
    {
        // A plain name, by far the most frequent, is put together quicker than the compiler does it.
        if (type is not INamedTypeSymbol
            {
                Arity: 0, ContainingType: null, SpecialType: SpecialType.None, IsTupleType: false,
                IsNativeIntegerType: false, TypeKind: not (TypeKind.Error or TypeKind.Dynamic)
            } plain
            || plain.NullableAnnotation == NullableAnnotation.Annotated)
            return type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var space = plain.ContainingNamespace is { IsGlobalNamespace: false } named ? FullName(named) + "." : "";
        return Global + space + JobSyntax.Escape(plain.Name);
    }

    /// <summary>A namespace in code, without <c>global::</c>: after the keyword it cannot have it.</summary>
    public static string FullName(INamespaceSymbol space) =>
        space.ContainingNamespace is { IsGlobalNamespace: false } outer
            ? FullName(outer) + "." + JobSyntax.Escape(space.Name)
            : JobSyntax.Escape(space.Name);

    /// <summary>The default of a parameter.</summary>
    public static string OfDefault(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue) return "null";
        if (parameter.ExplicitDefaultValue is not { } value) return "default!";
        var type = ParameterForm.Underlying(parameter.Type);
        return type.TypeKind == TypeKind.Enum
            ? $"({FullName(type)})({System.Convert.ToString(value, CultureInfo.InvariantCulture)})"
            : OfPrimitive(value);
    }

    private static string OfPrimitive(object? value) => value switch
    {
        null => "null",
        string s => Of(s),
        char c => SymbolDisplay.FormatLiteral(c, quote: true),
        bool b => b ? "true" : "false",
        int i => i.ToString(CultureInfo.InvariantCulture),
        double d when double.IsNaN(d) => "double.NaN",
        double d when double.IsInfinity(d) => d > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity",
        double d => d.ToString("R", CultureInfo.InvariantCulture) + "D",
        float f when float.IsNaN(f) => "float.NaN",
        float f when float.IsInfinity(f) => f > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity",
        float f => f.ToString("R", CultureInfo.InvariantCulture) + "F",
        long l => l.ToString(CultureInfo.InvariantCulture) + "L",
        ulong l => l.ToString(CultureInfo.InvariantCulture) + "UL",
        decimal d => d.ToString(CultureInfo.InvariantCulture) + "M",
        uint u => u.ToString(CultureInfo.InvariantCulture) + "U",
        byte b => $"(byte){b.ToString(CultureInfo.InvariantCulture)}",
        sbyte b => $"(sbyte)({b.ToString(CultureInfo.InvariantCulture)})",
        short s => $"(short)({s.ToString(CultureInfo.InvariantCulture)})",
        ushort s => $"(ushort){s.ToString(CultureInfo.InvariantCulture)}",
        _ => "null",
    };

    private static string? OfArray(IArrayTypeSymbol type, TypedConstant constant)
    {
        var text = new StringBuilder("new ").Append(FullName(type.ElementType));
        var hasNull = false;
        foreach (var item in constant.Values) hasNull |= item.IsNull;
        text.Append(hasNull ? "?[] { " : "[] { ");
        foreach (var item in constant.Values)
        {
            if (Of(item) is not { } literal) return null;
            text.Append(literal).Append(", ");
        }

        return text.Append('}').ToString();
    }
}
