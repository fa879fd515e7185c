using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Reads the arguments of an attribute.</summary>
internal static class Arguments
{
    /// <summary>The name that a channel or a parameter is given; null where it is given none.</summary>
    public static string? NameOf(AttributeData attribute) =>
        attribute.ConstructorArguments is [var only] ? ValueOf(only) as string : null;

    /// <summary>A named argument; the last one, if there are several; one without a value, if there is none.</summary>
    public static TypedConstant Named(AttributeData attribute, string key)
    {
        TypedConstant value = default;
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == key) value = argument.Value;
        return value;
    }

    public static string? TextOf(AttributeData attribute, string key) => ValueOf(Named(attribute, key)) as string;

    /// <summary>
    /// A string, a number, a truth value, or the number of an enum; null for null, for an array, and for what is not complete.
    /// </summary>
    public static object? ValueOf(TypedConstant constant) =>
        constant.Kind is TypedConstantKind.Array or TypedConstantKind.Error ? null : constant.Value;
}
