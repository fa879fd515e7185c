using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Parameters;

/// <summary>Makes checks of their data, and finds what is wrong with the data.</summary>
internal static class CheckRuleReader
{
    /// <summary>The time that a regular expression has for a match if nothing is said, in milliseconds.</summary>
    public const int StandardTimeout = 2000;

    /// <summary>The longest time that a regular expression may have, in milliseconds.</summary>
    public const int LongestTimeout = 10_000;

    private static readonly Dictionary<string, Members> s_kinds = new(StringComparer.Ordinal)
    {
        [CheckKind.Range] = new(["minimum", "maximum"], ["minimumIsExclusive", "maximumIsExclusive", "comparedAs"]),
        [CheckKind.MinLength] = new(["minimumLength"], []),
        [CheckKind.MaxLength] = new(["maximumLength"], []),
        [CheckKind.Length] = new(["minimumLength", "maximumLength"], []),
        [CheckKind.StringLength] = new(["maximumLength"], ["minimumLength"]),
        [CheckKind.RegularExpression] = new(["pattern"], ["timeoutMilliseconds"]),
        [CheckKind.AllowedValues] = new(["values"], []),
        [CheckKind.DeniedValues] = new(["values"], []),
        [CheckKind.Required] = new([], ["allowEmptyStrings"]),
        [CheckKind.FileExtensions] = new(["extensions"], []),
        [CheckKind.EnumDataType] = new([], []),
        [CheckKind.EmailAddress] = new([], []),
        [CheckKind.Phone] = new([], []),
        [CheckKind.Url] = new([], []),
        [CheckKind.CreditCard] = new([], []),
        [CheckKind.Base64String] = new([], []),
    };

    /// <summary>The kinds that this library knows.</summary>
    public static IReadOnlyCollection<string> Kinds => s_kinds.Keys;

    /// <summary>The check of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="shape">The type of the parameter.</param>
    /// <param name="problem">Is told what is wrong: the member, or an empty string for the rule, and a phrase that follows it.</param>
    /// <returns>Null where something is wrong.</returns>
    public static ParameterCheck? Read(CheckRule rule, ParameterShape shape, Action<string, string>? problem = null)
    {
        var isGood = true;
        if (!s_kinds.TryGetValue(rule.Kind, out var members))
        {
            var advice = NearestName.Find(rule.Kind, s_kinds.Keys) is { } near
                ? $"Did you mean \"{near}\"?"
                : "Use the version of Pai.Jobs that wrote it, or a newer one.";
            Wrong("kind", $"is \"{rule.Kind}\", which this library does not know. {advice}");
            return null;
        }

        var given = rule.Members().ToList();
        foreach (var name in members.Needed.Except(given)) Wrong("", $"has no \"{name}\", which every {rule.Kind} has.");
        foreach (var name in given.Except(members.Needed).Except(members.Possible)) Wrong(name, $"does not belong to a {rule.Kind}.");
        if (ProblemOfType(rule.Kind, shape) is { } type) Wrong("", $"is a {rule.Kind}, which applies only to {type}.");
        if (!isGood) return null;
        CheckMembers(rule, Wrong);
        if (!isGood) return null;
        try
        {
            var check = Create(rule, shape, Wrong);
            return isGood ? check : null;
        }
        catch (ArgumentException e)
        {
            Wrong("", $"is not valid: {e.Message}");
            return null;
        }

        void Wrong(string member, string message)
        {
            isGood = false;
            problem?.Invoke(member, message);
        }
    }

    /// <summary>The types of a kind, if it cannot check one of the given type.</summary>
    private static string? ProblemOfType(string kind, ParameterShape shape) => kind switch
    {
        CheckKind.Range when !ShapeText.IsComparable(shape) => "types with an order whose form this library knows",
        CheckKind.MinLength or CheckKind.MaxLength or CheckKind.Length
            when shape.Kind is not (ParameterKind.String or ParameterKind.List) => "strings and lists",
        CheckKind.EnumDataType when shape.Kind is not (ParameterKind.Enum or ParameterKind.Flags) => "enums",
        CheckKind.StringLength or CheckKind.RegularExpression or CheckKind.EmailAddress or CheckKind.Phone or CheckKind.Url
            or CheckKind.CreditCard or CheckKind.Base64String or CheckKind.FileExtensions
            when shape.Kind != ParameterKind.String => "strings",
        _ => null,
    };

    private static void CheckMembers(CheckRule rule, Action<string, string> wrong)
    {
        if (rule.MinimumLength < 0) wrong("minimumLength", $"is {rule.MinimumLength}; it must be 0 or more.");
        // [MaxLength] without a length, which is unlimited.
        if (rule.MaximumLength < (rule.Kind == CheckKind.MaxLength ? -1 : 0))
            wrong("maximumLength", $"is {rule.MaximumLength}; it must be 0 or more.");
        if (rule.Kind != CheckKind.MaxLength && rule.MaximumLength < rule.MinimumLength)
            wrong("maximumLength", $"is {rule.MaximumLength}, and minimumLength is {rule.MinimumLength}.");
        if (rule.TimeoutMilliseconds is < 1 or > LongestTimeout)
            wrong("timeoutMilliseconds", $"is {rule.TimeoutMilliseconds}; it must be from 1 to {LongestTimeout}.");
        if (rule.Message is not { } message) return;
        if (message.Length == 0) wrong("message", "is empty. Leave it out for the standard one.");
        try
        {
            _ = string.Format(CultureInfo.InvariantCulture, message, "name");
        }
        catch (FormatException)
        {
            wrong("message", "must have {0} for the name of the parameter, no other number, and {{ for a brace.");
        }
    }

    private static ParameterCheck? Create(CheckRule rule, ParameterShape shape, Action<string, string> wrong)
    {
        var message = rule.Message;
        switch (rule.Kind)
        {
            case CheckKind.Range:
                return Range(rule, shape, wrong);
            case CheckKind.MinLength:
                return ParameterCheck.MinLength(rule.MinimumLength!.Value, message);
            case CheckKind.MaxLength:
                return ParameterCheck.MaxLength(rule.MaximumLength!.Value, message);
            case CheckKind.Length:
                return ParameterCheck.Length(rule.MinimumLength!.Value, rule.MaximumLength!.Value, message);
            case CheckKind.EnumDataType:
                return ParameterCheck.Member(shape, message);
            case CheckKind.AllowedValues:
                return Of(new AllowedValuesAttribute(Values(rule, shape, wrong)));
            case CheckKind.DeniedValues:
                return Of(new DeniedValuesAttribute(Values(rule, shape, wrong)));
            case CheckKind.RegularExpression:
                // An expression that cannot be read is an ArgumentException.
                _ = new Regex(rule.Pattern!);
                var timeout = rule.TimeoutMilliseconds ?? StandardTimeout;
                return Of(new RegularExpressionAttribute(rule.Pattern!) { MatchTimeoutInMilliseconds = timeout });
            case CheckKind.StringLength:
                return Of(new StringLengthAttribute(rule.MaximumLength!.Value) { MinimumLength = rule.MinimumLength ?? 0 });
            case CheckKind.Required:
                return Of(new RequiredAttribute { AllowEmptyStrings = rule.AllowEmptyStrings ?? false });
            case CheckKind.FileExtensions:
                return Of(new FileExtensionsAttribute { Extensions = rule.Extensions! });
            default:
                return Of(rule.Kind switch
                {
                    CheckKind.EmailAddress => new EmailAddressAttribute(),
                    CheckKind.Phone => new PhoneAttribute(),
                    CheckKind.Url => new UrlAttribute(),
                    CheckKind.CreditCard => new CreditCardAttribute(),
                    _ => new Base64StringAttribute(),
                });
        }

        ParameterCheck Of(ValidationAttribute attribute) => ParameterCheck.Of(With(attribute, message));
    }

    private static ParameterCheck? Range(CheckRule rule, ParameterShape shape, Action<string, string> wrong)
    {
        var (isMinimumOut, isMaximumOut) = (rule.MinimumIsExclusive ?? false, rule.MaximumIsExclusive ?? false);
        var (minimum, maximum) = (rule.Minimum!, rule.Maximum!);
        if (rule.ComparedAs is null)
        {
            return Limit("minimum", minimum) & Limit("maximum", maximum)
                ? ShapeText.RangeOf(shape, minimum, maximum, isMinimumOut, isMaximumOut, rule.Message)
                : null;
        }

        var isNumber = shape.Kind is ParameterKind.Integer or ParameterKind.Number or ParameterKind.Decimal;
        RangeAttribute range;
        if (isNumber && rule.ComparedAs == nameof(Int32))
        {
            range = new(Read(ParameterType.Int32, "minimum", minimum), Read(ParameterType.Int32, "maximum", maximum));
        }
        else if (isNumber && rule.ComparedAs == nameof(Double))
        {
            range = new(Read(ParameterType.Double, "minimum", minimum), Read(ParameterType.Double, "maximum", maximum));
        }
        else
        {
            wrong("comparedAs", $"is \"{rule.ComparedAs}\"; it must be Int32 or Double, and the parameter a number.");
            return null;
        }

        range.MinimumIsExclusive = isMinimumOut;
        range.MaximumIsExclusive = isMaximumOut;
        return ParameterCheck.Of(With(range, rule.Message));

        bool Limit(string name, string text)
        {
            if (ShapeText.IsOf(shape, text)) return true;
            wrong(name, $"is \"{text}\"; it must be {shape.Form}.");
            return false;
        }

        T? Read<T>(ParameterType<T> type, string name, string text)
        {
            if (type.TryParse(text, out var value)) return value;
            wrong(name, $"is \"{text}\"; it must be {type.Form}.");
            return default;
        }
    }

    /// <summary>The attribute with its message; setting null would take the standard one away.</summary>
    private static ValidationAttribute With(ValidationAttribute attribute, string? message)
    {
        if (message is not null) attribute.ErrorMessage = message;
        return attribute;
    }

    private static object?[] Values(CheckRule rule, ParameterShape shape, Action<string, string> wrong)
    {
        var values = new List<object?>();
        for (var i = 0; i < rule.Values!.Count; i++)
        {
            object? value = null;
            if (rule.Values[i] is { } text)
            {
                if (shape.Kind == ParameterKind.List) wrong($"values[{i}]", "must be null: no list equals another one.");
                else if (!ShapeText.TryParse(shape, text, out value)) wrong($"values[{i}]", $"is \"{text}\"; it must be {shape.Form}.");
            }

            values.Add(value);
        }

        return [.. values];
    }

    private sealed record Members(string[] Needed, string[] Possible);
}
