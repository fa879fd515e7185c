using System.Text;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Finds the text form of a parameter's type: an expression of <c>Pai.Jobs.ParameterType</c>.</summary>
internal static class ParameterForm
{
    /// <summary>The form of a secret, which is sent by reference.</summary>
    public const string Secret = Forms + "Secret";

    private const string Forms = "PJ::ParameterType.";

    /// <summary>The expression; null for a type that has no text form.</summary>
    public static string? Of(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return OfScalar(nullable.TypeArguments[0]);
        return OfScalar(type) ?? OfSecret(type) ?? OfList(type);
    }

    /// <summary>The enum that a type is, or is a list of; null for any other.</summary>
    public static INamedTypeSymbol? EnumOf(ITypeSymbol type) => Underlying(type) switch
    {
        IArrayTypeSymbol array => EnumOf(array.ElementType),
        INamedTypeSymbol { TypeKind: TypeKind.Enum } found => found,
        INamedTypeSymbol { TypeArguments: [var element] } => EnumOf(element),
        _ => null,
    };

    /// <summary>True if a value may be null: null is not sent.</summary>
    public static bool IsNullable(ITypeSymbol type) =>
        type.NullableAnnotation == NullableAnnotation.Annotated || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>True if a number is what the type is: only numbers have ranges.</summary>
    public static bool IsNumber(ITypeSymbol type) =>
        type.SpecialType is (>= SpecialType.System_SByte and <= SpecialType.System_Double) or SpecialType.System_IntPtr
            or SpecialType.System_UIntPtr;

    public static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

    private static string? OfScalar(ITypeSymbol type)
    {
        var name = type.SpecialType switch
        {
            SpecialType.System_String => "String",
            SpecialType.System_Boolean => "Boolean",
            SpecialType.System_SByte => "SByte",
            SpecialType.System_Byte => "Byte",
            SpecialType.System_Int16 => "Int16",
            SpecialType.System_UInt16 => "UInt16",
            SpecialType.System_Int32 => "Int32",
            SpecialType.System_UInt32 => "UInt32",
            SpecialType.System_Int64 => "Int64",
            SpecialType.System_UInt64 => "UInt64",
            SpecialType.System_IntPtr => "IntPtr",
            SpecialType.System_UIntPtr => "UIntPtr",
            SpecialType.System_Single => "Single",
            SpecialType.System_Double => "Double",
            SpecialType.System_Decimal => "Decimal",
            SpecialType.System_Char => "Char",
            SpecialType.System_DateTime => "DateTime",
            _ => null,
        };
        if (name is not null) return Forms + name;
        if (type.TypeKind == TypeKind.Enum) return OfEnum((INamedTypeSymbol)type);
        return type.Name is "Guid" or "Uri" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" && IsIn(type, "System")
            ? Forms + type.Name
            : null;
    }

    /// <summary>An enum by the names of its members, or by their <c>[EnumMember(Value = …)]</c> where one has it.</summary>
    private static string OfEnum(INamedTypeSymbol type)
    {
        StringBuilder? members = null;
        var hasTexts = false;
        var fullName = Literal.FullName(type);
        foreach (var member in type.GetMembers())
        {
            if (member is not IFieldSymbol { HasConstantValue: true }) continue;
            members ??= new();
            var text = TextOf(member);
            hasTexts |= text is not null;
            if (members.Length > 0) members.Append(", ");
            members.Append('(')
                .Append(Literal.Of(text ?? member.Name))
                .Append(", ")
                .Append(fullName)
                .Append('.')
                .Append(JobSyntax.Escape(member.Name))
                .Append(')');
        }

        return $"{Forms}Enum<{fullName}>({(hasTexts ? members!.ToString() : "")})";
    }

    private static string? TextOf(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: "EnumMemberAttribute" }) continue;
            foreach (var argument in attribute.NamedArguments)
                if (argument.Key == "Value" && argument.Value.Value is string text) return text;
        }

        return null;
    }

    private static string? OfSecret(ITypeSymbol type) => type.Name == KnownNames.Secret && RecordParser.IsOurs(type) ? Secret : null;

    private static string? OfList(ITypeSymbol type)
    {
        var (form, element) = type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => ("Array", array.ElementType),
            INamedTypeSymbol { Name: "List", TypeArguments.Length: 1 } list when IsInCollections(list) => ("List", list.TypeArguments[0]),
            INamedTypeSymbol { Name: "IReadOnlyList", TypeArguments.Length: 1 } list when IsInCollections(list) =>
                ("ReadOnlyList", list.TypeArguments[0]),
            INamedTypeSymbol { Name: "ImmutableArray", TypeArguments.Length: 1 } list when IsInCollections(list) =>
                ("ImmutableArray", list.TypeArguments[0]),
            _ => ("", null),
        };
        // A null in a list has no text form.
        if (element is null || IsNullable(element)) return null;
        return OfScalar(element) is { } scalar ? $"{Forms}{form}({scalar})" : null;
    }

    private static bool IsInCollections(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "Generic" or "Immutable", ContainingNamespace: { Name: "Collections" } parent }
            && parent.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    private static bool IsIn(ITypeSymbol type, string name) =>
        type.ContainingNamespace is { } space && space.Name == name && space.ContainingNamespace.IsGlobalNamespace;
}
