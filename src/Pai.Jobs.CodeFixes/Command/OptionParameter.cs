using System;
using System.Globalization;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.CodeFixes;

/// <summary>An option of a command, <c>--batch-size 32</c>, as a parameter of the record.</summary>
internal sealed class OptionParameter
{
    private OptionParameter(string name, string property, string type, string value)
    {
        Name = name;
        Property = property;
        Type = type;
        Value = value;
    }

    public string Name { get; }

    /// <summary>The name in C#.</summary>
    public string Property { get; }

    public string Type { get; }

    /// <summary>The value in C#.</summary>
    public string Value { get; }

    /// <summary>The variable that has the parameter's value inside the container; in quotes where the value may have spaces.</summary>
    public string Variable => "$PAI_HPS_" + ContractPaths.ToVariableSuffix(Name);

    public bool IsText => Type == "string";

    /// <summary>The option; null where it cannot be a parameter: a flag has no value, and a parameter always has one.</summary>
    public static OptionParameter? Parse(string option, string? value)
    {
        var name = option.TrimStart('-');
        if (string.IsNullOrEmpty(value) || !NameRules.IsParameterName(name) || PascalCase.Of(name) is not { } property) return null;
        var (type, code) = Infer(value!);
        return new(name, property, type, code);
    }

    /// <summary>The property's declaration, under another name where that is taken.</summary>
    public string Declaration(string property) =>
        $"[Parameter{(SnakeCase.Of(property) == Name ? "" : $"({Code.Text(Name)})")}] public {Type} {property} {{ get; init; }} = {Value};";

    private static (string Type, string Value) Infer(string value)
    {
        // Parameters of type bool are sent in small letters: a program that waits for True goes on getting it as text.
        if (value is "true" or "false") return ("bool", value);
        // A number with leading zeros or a plus is more than its value.
        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == value)
            return (number is >= int.MinValue and <= int.MaxValue ? "int" : "long", value);
        const NumberStyles RealStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (value.IndexOfAny(['.', 'e', 'E']) >= 0
            && double.TryParse(value, RealStyle, CultureInfo.InvariantCulture, out var real)
            && !double.IsInfinity(real))
            return ("double", value.EndsWith(".", StringComparison.Ordinal)
                ? value + "0"
                : value.Replace(".e", ".0e").Replace(".E", ".0E"));
        return ("string", Code.Text(value));
    }
}
