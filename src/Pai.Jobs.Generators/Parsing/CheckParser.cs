using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Makes the rules of a parameter from its validation attributes.</summary>
internal static class CheckParser
{
    private const string Checks = "PJ::ParameterCheck.";

    public static EquatableArray<string> Parse(
        IReadOnlyList<AttributeData> attributes, ITypeSymbol type, string form, ProblemReporter problems)
    {
        List<string>? checks = null;
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is not { } attributeClass || !IsValidation(attributeClass)) continue;
            if (IsInDataAnnotations(attributeClass) && ProblemOf(attributeClass.Name, attribute, type) is { } problem)
                problems.ReportError(RuleIds.ValidationAttribute, ProblemPlace.Attribute(attribute), NameOf(attributeClass), problem);
            else if (Parse(attribute, attributeClass, type, form) is { } check)
                (checks ??= new()).Add(check);
        }

        return checks is null ? default : new(checks.ToArray());
    }

    /// <summary>
    /// The check of one validation attribute in code; null for one whose arguments are not complete yet, or that checks nothing.
    /// </summary>
    public static string? Parse(AttributeData attribute, INamedTypeSymbol attributeClass, ITypeSymbol type, string form) =>
        IsInDataAnnotations(attributeClass) ? Parse(attributeClass.Name, attribute, type, form) : Of(attribute);

    private static string? Parse(string name, AttributeData attribute, ITypeSymbol type, string form)
    {
        var arguments = attribute.ConstructorArguments;
        switch (name)
        {
            case "MinLengthAttribute" when arguments.Length == 1:
            case "MaxLengthAttribute" when arguments.Length <= 1:
            case "LengthAttribute" when arguments.Length == 2:
                var method = name.Substring(0, name.Length - "Attribute".Length);
                return $"{Checks}{method}({Join(arguments)}{Message(attribute, arguments.Length > 0)})";
            case "RangeAttribute" when arguments.Length == 3:
                return Range(attribute, form, arguments[1].Value as string, arguments[2].Value as string);
            case "RangeAttribute" when arguments.Length == 2 && IsTypeOf(arguments[0], type):
                return $"{Checks}Range({Join(arguments)}{Exclusive(attribute)})";
            case "RangeAttribute" when arguments.Length == 2 && HasTextForm(arguments, ParameterForm.Underlying(type)):
                // RangeAttribute would convert the value to the type of its limits: round it, or fail on what does not fit there.
                return Range(attribute, form, Text(arguments[0]), Text(arguments[1]));
            case "RangeAttribute" when arguments.Length == 2:
                return Of(attribute, "(double)");
            case "DataTypeAttribute":
                return null;
            default:
                return Of(attribute);
        }
    }

    private static bool IsTypeOf(TypedConstant limit, ITypeSymbol type) =>
        limit.Type?.SpecialType == ParameterForm.Underlying(type).SpecialType;

    /// <summary>Whether both limits are values of the type itself, of which the runtime reads the text form.</summary>
    private static bool HasTextForm(ImmutableArray<TypedConstant> limits, ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => true,
        SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_Int64 or SpecialType.System_IntPtr =>
            limits is [{ Value: int }, { Value: int }],
        SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_UIntPtr =>
            limits is [{ Value: int and >= 0 }, { Value: int and >= 0 }],
        _ => false,
    };

    private static string? Range(AttributeData attribute, string form, string? minimum, string? maximum) =>
        minimum is null || maximum is null ? null
        : $"{Checks}RangeOf({form}, {Literal.Of(minimum)}, {Literal.Of(maximum)}{Exclusive(attribute)})";

    private static string Exclusive(AttributeData attribute) =>
        Flag(attribute, "MinimumIsExclusive", "minimumIsExclusive") + Flag(attribute, "MaximumIsExclusive", "maximumIsExclusive")
            + Message(attribute, true);

    private static string? Text(TypedConstant limit) =>
        limit.Value is System.IFormattable number
            ? number.ToString(limit.Value is int ? null : "R", System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private static string Flag(AttributeData attribute, string name, string argument)
    {
        foreach (var named in attribute.NamedArguments)
            if (named.Key == name && named.Value.Value is true) return $", {argument}: true";
        return "";
    }

    private static string Message(AttributeData attribute, bool comma)
    {
        foreach (var named in attribute.NamedArguments)
            if (named.Key == "ErrorMessage" && named.Value.Value is string text)
                return $"{(comma ? ", " : "")}errorMessage: {Literal.Of(text)}";
        return "";
    }

    /// <summary>The attribute itself, made anew by code.</summary>
    private static string? Of(AttributeData attribute, string convert = "")
    {
        var text = new StringBuilder(Checks).Append("Of(new ").Append(Literal.FullName(attribute.AttributeClass!)).Append('(');
        for (var i = 0; i < attribute.ConstructorArguments.Length; i++)
        {
            if (Literal.Of(attribute.ConstructorArguments[i]) is not { } literal) return null;
            text.Append(i == 0 ? "" : ", ").Append(convert).Append(convert.Length > 0 && literal[0] == '-' ? $"({literal})" : literal);
        }

        text.Append(')');
        for (var i = 0; i < attribute.NamedArguments.Length; i++)
        {
            if (Literal.Of(attribute.NamedArguments[i].Value) is not { } literal) return null;
            text.Append(i == 0 ? " { " : ", ").Append(attribute.NamedArguments[i].Key).Append(" = ").Append(literal);
        }

        return text.Append(attribute.NamedArguments.Length > 0 ? " })" : ")").ToString();
    }

    /// <summary>Why an attribute of the framework cannot check a parameter of the type, or null.</summary>
    private static string? ProblemOf(string name, AttributeData attribute, ITypeSymbol type)
    {
        var underlying = ParameterForm.Underlying(type);
        var isText = underlying.SpecialType == SpecialType.System_String;
        var hasLength = isText || underlying.TypeKind == TypeKind.Array || (underlying is INamedTypeSymbol { TypeArguments.Length: 1 });
        switch (name)
        {
            case "CompareAttribute" or "CustomValidationAttribute":
                return "needs reflection over the record, which a job does without; check it in the record's own code";
            case "MinLengthAttribute" or "MaxLengthAttribute" or "LengthAttribute":
                return hasLength ? null : "is for texts and lists";
            case "StringLengthAttribute" or "UrlAttribute" or "EmailAddressAttribute" or "PhoneAttribute" or "CreditCardAttribute"
                or "Base64StringAttribute" or "FileExtensionsAttribute" or "RegularExpressionAttribute":
                return isText ? null : "is for texts";
            case "RangeAttribute" when attribute.ConstructorArguments.Length == 2:
                return ParameterForm.IsNumber(underlying)
                    ? null
                    : "with numbers is for numbers; write [Range(typeof(T), \"lowest\", \"highest\")] for another type";
            default:
                return null;
        }
    }

    private static string Join(ImmutableArray<TypedConstant> arguments)
    {
        var text = "";
        foreach (var argument in arguments) text += (text.Length == 0 ? "" : ", ") + (Literal.Of(argument) ?? "0");
        return text;
    }

    private static string NameOf(INamedTypeSymbol attribute) =>
        attribute.Name.EndsWith("Attribute", System.StringComparison.Ordinal)
            ? attribute.Name.Substring(0, attribute.Name.Length - 9)
            : attribute.Name;

    public static bool IsValidation(INamedTypeSymbol attribute)
    {
        for (var type = attribute.BaseType; type is not null; type = type.BaseType)
            if (type.Name == "ValidationAttribute" && IsInDataAnnotations(type)) return true;
        return false;
    }

    private static bool IsInDataAnnotations(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "DataAnnotations", ContainingNamespace: { Name: "ComponentModel" } parent }
            && parent.ContainingNamespace.Name == "System";
}
