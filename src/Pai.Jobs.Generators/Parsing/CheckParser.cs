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
        ImmutableArray<AttributeData> attributes, IPropertySymbol property, string form, INamedTypeSymbol job, Compilation compilation,
        ProblemReporter problems)
    {
        List<string>? checks = null;
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is not { } attributeClass || !IsValidation(attributeClass)) continue;
            if (UnseenCode.Report(attribute, problems)) continue;
            if (CheckProblems.Of(attribute, property.Type, job, compilation) is { } problem)
                problems.ReportError(RuleIds.ValidationAttribute, ProblemPlace.Attribute(attribute), NameOf(attributeClass), problem);
            else if (Parse(attribute, attributeClass, property.Type, form) is { } check)
                (checks ??= new()).Add(check);
        }

        return checks is null ? default : new(checks.ToArray());
    }

    public static bool IsValidation(INamedTypeSymbol attribute)
    {
        for (var type = attribute.BaseType; type is not null; type = type.BaseType)
            if (type.Name == "ValidationAttribute" && IsInDataAnnotations(type)) return true;
        return false;
    }

    public static bool IsInDataAnnotations(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "DataAnnotations", ContainingNamespace: { Name: "ComponentModel" } parent }
            && parent.ContainingNamespace.Name == "System";

    /// <summary>The check of one validation attribute in code; null for one that checks nothing.</summary>
    private static string? Parse(AttributeData attribute, INamedTypeSymbol attributeClass, ITypeSymbol type, string form)
    {
        if (!IsInDataAnnotations(attributeClass)) return Of(attribute);
        var name = attributeClass.Name;
        var arguments = attribute.ConstructorArguments;
        switch (name)
        {
            case "MinLengthAttribute" when arguments.Length == 1:
            case "MaxLengthAttribute" when arguments.Length <= 1:
            case "LengthAttribute" when arguments.Length == 2:
                var method = name.Substring(0, name.Length - "Attribute".Length);
                return $"{Checks}{method}({Join(arguments)}{Message(attribute, arguments.Length > 0)})";
            case "RangeAttribute" when arguments.Length == 3:
                return Range(attribute, form, Arguments.ValueOf(arguments[1]) as string, Arguments.ValueOf(arguments[2]) as string);
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

    /// <summary>True if both limits are values of the type itself, of which the runtime reads the text form.</summary>
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

    private static string Flag(AttributeData attribute, string name, string argument) =>
        Arguments.ValueOf(Arguments.Named(attribute, name)) is true ? $", {argument}: true" : "";

    /// <summary>The attribute's own message: a string, or a property that has it in the language of the moment.</summary>
    private static string Message(AttributeData attribute, bool comma)
    {
        var message = Arguments.TextOf(attribute, "ErrorMessage") is { } text ? Literal.Of(text)
            : Arguments.TextOf(attribute, "ErrorMessageResourceName") is { } name
                && Arguments.ValueOf(Arguments.Named(attribute, "ErrorMessageResourceType")) is ITypeSymbol resources
                ? $"{Literal.FullName(resources)}.{JobSyntax.Escape(name)}"
            : null;
        return message is null ? "" : $"{(comma ? ", " : "")}errorMessage: {message}";
    }

    /// <summary>The attribute itself, made anew by code.</summary>
    private static string? Of(AttributeData attribute, string convert = "")
    {
        var text = new StringBuilder(Checks).Append("Of(new ").Append(Literal.FullName(attribute.AttributeClass!)).Append('(');
        for (var i = 0; i < attribute.ConstructorArguments.Length; i++)
        {
            if (Argument(attribute, i, convert) is not { } argument) return null;
            text.Append(i == 0 ? "" : ", ").Append(argument);
        }

        text.Append(')');
        for (var i = 0; i < attribute.NamedArguments.Length; i++)
        {
            if (Literal.Of(attribute.NamedArguments[i].Value) is not { } literal) return null;
            text.Append(i == 0 ? " { " : ", ").Append(JobSyntax.Escape(attribute.NamedArguments[i].Key)).Append(" = ").Append(literal);
        }

        return text.Append(attribute.NamedArguments.Length > 0 ? " })" : ")").ToString();
    }

    /// <summary>An argument of the constructor, as one of the parameter's type: the same constructor is chosen then.</summary>
    private static string? Argument(AttributeData attribute, int index, string convert)
    {
        var constant = attribute.ConstructorArguments[index];
        if (Literal.Of(constant) is not { } literal) return null;
        // Half-typed code may have more arguments than the constructor that is taken for it.
        if (attribute.AttributeConstructor is not { } constructor || index >= constructor.Parameters.Length) return null;
        var type = constructor.Parameters[index].Type;
        if (convert.Length == 0 && (constant.IsNull || !SymbolEqualityComparer.Default.Equals(type, constant.Type)))
            convert = $"({Literal.FullName(type)})";
        return convert.Length == 0 ? literal : convert + (literal[0] == '-' ? $"({literal})" : literal);
    }

    private static string Join(ImmutableArray<TypedConstant> arguments)
    {
        var text = "";
        foreach (var argument in arguments) text += (text.Length == 0 ? "" : ", ") + Literal.Of(argument);
        return text;
    }

    private static string NameOf(INamedTypeSymbol attribute) =>
        attribute.Name.EndsWith("Attribute", System.StringComparison.Ordinal)
            ? attribute.Name.Substring(0, attribute.Name.Length - 9)
            : attribute.Name;
}
