using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>The verdict of the framework's validation attributes on a value, as far as it is plain without running them.</summary>
internal static class ValidationFacts
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(100);

    /// <summary>Why an attribute would refuse everything, or fail; null where it makes sense.</summary>
    public static string? ProblemOf(AttributeData attribute, ITypeSymbol type)
    {
        var arguments = attribute.ConstructorArguments;
        switch (attribute.AttributeClass!.Name)
        {
            case "RangeAttribute" when arguments.Length == 2:
                return NumberOf(arguments[0]) > NumberOf(arguments[1]) ? "has a minimum above its maximum: swap them" : null;
            case "RangeAttribute" when arguments is [{ Value: ITypeSymbol of }, { Value: string low }, { Value: string high }]:
                return LimitProblem(of, low) ?? LimitProblem(of, high)
                    ?? (ParameterForm.IsNumber(of) && Number(low) > Number(high) ? "has a minimum above its maximum: swap them" : null);
            case "StringLengthAttribute" when arguments is [{ Value: int most }]:
                return most < 0 ? "has a negative length: use 0 or more"
                    : NamedInt(attribute, "MinimumLength") > most ? "has a minimum length above its maximum length: swap them"
                    : null;
            case "MinLengthAttribute" when arguments is [{ Value: < 0 }]:
                return "has a negative length: use 0 or more";
            case "MaxLengthAttribute" when arguments is [{ Value: int length }]:
                return length is 0 or < -1 ? "has the maximum length 0 or less: use 1 or more" : null;
            case "LengthAttribute" when arguments is [{ Value: int least }, { Value: int most }]:
                return least < 0 ? "has a negative length: use 0 or more"
                    : least > most ? "has a minimum length above its maximum length: swap them"
                    : null;
            case "RegularExpressionAttribute" when arguments is [{ Value: string pattern }]:
                return PatternProblem(pattern);
            default:
                return null;
        }
    }

    /// <summary>Why an attribute refuses a value; null where it does not, or where only a run can tell.</summary>
    public static string? RefusalOf(AttributeData attribute, object value)
    {
        var arguments = attribute.ConstructorArguments;
        var text = value as string;
        switch (attribute.AttributeClass!.Name)
        {
            case "RangeAttribute" when arguments.Length == 2 && value is IConvertible and not (string or char or bool):
                return OutOfRange(attribute, ToDouble(value), NumberOf(arguments[0]), NumberOf(arguments[1]));
            case "RangeAttribute" when arguments is [{ Value: ITypeSymbol of }, { Value: string low }, { Value: string high }]
                && ParameterForm.IsNumber(of)
                && value is IConvertible and not (string or char or bool):
                return OutOfRange(attribute, ToDouble(value), Number(low), Number(high));
            case "StringLengthAttribute" when text is not null && arguments is [{ Value: int most }]:
                return text.Length > most ? $"it may have at most {Show(most)} characters"
                    : NamedInt(attribute, "MinimumLength") is { } minimum && text.Length < minimum
                        ? $"it must have at least {Show(minimum)} characters"
                    : null;
            case "MinLengthAttribute" when text is not null && arguments is [{ Value: int least }]:
                return text.Length < least ? $"it must have at least {Show(least)} characters" : null;
            case "MaxLengthAttribute" when text is not null && arguments is [{ Value: int limit }]:
                return limit >= 0 && text.Length > limit ? $"it may have at most {Show(limit)} characters" : null;
            case "LengthAttribute" when text is not null && arguments is [{ Value: int lowest }, { Value: int highest }]:
                return text.Length < lowest || text.Length > highest ? $"it must have {Show(lowest)} to {Show(highest)} characters" : null;
            case "RegularExpressionAttribute" when text is { Length: > 0 } && arguments is [{ Value: string pattern }]:
                return Matches(pattern, text) ? null : $"it does not match {pattern}";
            case "RequiredAttribute" when text is not null:
                return text.Trim().Length == 0 && !NamedBool(attribute, "AllowEmptyStrings") ? "it is empty" : null;
            case "AllowedValuesAttribute" when arguments is [{ Kind: TypedConstantKind.Array, IsNull: false } allowed]:
                return Contains(allowed.Values, value) ? null : "it is not one of the allowed values";
            case "DeniedValuesAttribute" when arguments is [{ Kind: TypedConstantKind.Array, IsNull: false } denied]:
                return Contains(denied.Values, value) ? "it is one of the denied values" : null;
            default:
                return null;
        }
    }

    /// <summary>Why an attribute refuses a list with this number of elements; null where it does not.</summary>
    public static string? RefusalOfCount(AttributeData attribute, int count)
    {
        var arguments = attribute.ConstructorArguments;
        return attribute.AttributeClass!.Name switch
        {
            "MinLengthAttribute" when arguments is [{ Value: int least }] =>
                count < least ? $"it must have at least {Elements(least)}" : null,
            "MaxLengthAttribute" when arguments is [{ Value: int most }] =>
                most >= 0 && count > most ? $"it may have at most {Elements(most)}" : null,
            "LengthAttribute" when arguments is [{ Value: int least }, { Value: int most }] =>
                count < least || count > most ? $"it must have {Show(least)} to {Elements(most)}" : null,
            _ => null,
        };
    }

    private static string? OutOfRange(AttributeData attribute, double? value, double? low, double? high)
    {
        if (value is null || low is null || high is null) return null;
        if (value < low || (value.Equals(low) && NamedBool(attribute, "MinimumIsExclusive")))
            return $"it must be {(NamedBool(attribute, "MinimumIsExclusive") ? "above" : "at least")} {Show(low.Value)}";
        if (value > high || (value.Equals(high) && NamedBool(attribute, "MaximumIsExclusive")))
            return $"it must be {(NamedBool(attribute, "MaximumIsExclusive") ? "below" : "at most")} {Show(high.Value)}";
        return null;
    }

    private static string? LimitProblem(ITypeSymbol type, string text)
    {
        var isRead = type switch
        {
            _ when ParameterForm.IsNumber(type) => Number(text) is not null,
            { SpecialType: SpecialType.System_DateTime } or { Name: "DateTimeOffset" or "DateOnly" } =>
                DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            { Name: "TimeSpan" } => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => true,
        };
        return isRead ? null : $"has the limit \"{text}\", which is not a valid {type.Name}";
    }

    private static string? PatternProblem(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.None, s_limit);
            return null;
        }
        catch (ArgumentException)
        {
            return $"has the pattern \"{pattern}\", which is not a valid regular expression";
        }
    }

    private static bool Matches(string pattern, string text)
    {
        try
        {
            var match = Regex.Match(text, pattern, RegexOptions.None, s_limit);
            return match.Success && match.Index == 0 && match.Length == text.Length;
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static bool Contains(ImmutableArray<TypedConstant> values, object value)
    {
        foreach (var candidate in values)
            if (candidate.Kind != TypedConstantKind.Array && (Equals(candidate.Value, value) || IsSameNumber(candidate, value)))
                return true;
        return false;
    }

    private static bool IsSameNumber(TypedConstant candidate, object value) =>
        value is not (string or bool or char) && NumberOf(candidate) is { } number && number.Equals(ToDouble(value));

    private static double? NumberOf(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Primitive ? ToDouble(constant.Value) : null;

    private static double? ToDouble(object? value) => value switch
    {
        null or string or char or bool => null,
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? NamedInt(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == name) return argument.Value.Value as int?;
        return null;
    }

    private static bool NamedBool(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == name) return argument.Value.Value is true;
        return false;
    }

    private static string Elements(int count) => Show(count) + (count == 1 ? " element" : " elements");

    private static string Show(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
