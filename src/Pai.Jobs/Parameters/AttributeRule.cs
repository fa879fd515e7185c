using System.ComponentModel.DataAnnotations;

namespace Pai.Jobs.Internal.Parameters;

/// <summary>The data of a validation attribute.</summary>
internal static class AttributeRule
{
    /// <summary>The rule without its message; null for an attribute that is not the framework's, and for one that cannot be data.</summary>
    public static CheckRule? Of(ValidationAttribute attribute, CheckedType type)
    {
        // A subclass checks what it likes.
        if (attribute.GetType().Assembly != typeof(ValidationAttribute).Assembly) return null;
        return attribute switch
        {
            RequiredAttribute a => new() { Kind = CheckKind.Required, AllowEmptyStrings = OrNull(a.AllowEmptyStrings) },
            MinLengthAttribute a => new() { Kind = CheckKind.MinLength, MinimumLength = a.Length },
            MaxLengthAttribute a => new() { Kind = CheckKind.MaxLength, MaximumLength = a.Length },
            LengthAttribute a => new() { Kind = CheckKind.Length, MinimumLength = a.MinimumLength, MaximumLength = a.MaximumLength },
            StringLengthAttribute a => new()
            {
                Kind = CheckKind.StringLength,
                MinimumLength = a.MinimumLength == 0 ? null : a.MinimumLength,
                MaximumLength = a.MaximumLength,
            },
            RegularExpressionAttribute a => new()
            {
                Kind = CheckKind.RegularExpression,
                Pattern = a.Pattern,
                TimeoutMilliseconds = a.MatchTimeoutInMilliseconds switch
                {
                    CheckRuleReader.StandardTimeout => null,
                    -1 => CheckRuleReader.LongestTimeout,
                    var time => Math.Min(time, CheckRuleReader.LongestTimeout),
                },
            },
            RangeAttribute a => OfRange(a),
            AllowedValuesAttribute a => new() { Kind = CheckKind.AllowedValues, Values = Texts(a.Values, type) },
            DeniedValuesAttribute a => new() { Kind = CheckKind.DeniedValues, Values = Texts(a.Values, type) },
            EnumDataTypeAttribute a => a.EnumType == type.Type ? new() { Kind = CheckKind.EnumDataType } : null,
            EmailAddressAttribute => new() { Kind = CheckKind.EmailAddress },
            PhoneAttribute => new() { Kind = CheckKind.Phone },
            UrlAttribute => new() { Kind = CheckKind.Url },
            CreditCardAttribute => new() { Kind = CheckKind.CreditCard },
            Base64StringAttribute => new() { Kind = CheckKind.Base64String },
            FileExtensionsAttribute a => new() { Kind = CheckKind.FileExtensions, Extensions = a.Extensions },
            _ => null,
        };
    }

    private static CheckRule? OfRange(RangeAttribute range)
    {
        var (minimum, maximum) = (range.Minimum, range.Maximum) switch
        {
            (int low, int high) => (ParameterType.Int32.Format(low), ParameterType.Int32.Format(high)),
            (double low, double high) => (ParameterType.Double.Format(low), ParameterType.Double.Format(high)),
            _ => (null, null),
        };
        return minimum is null
            ? null
            : new()
            {
                Kind = CheckKind.Range,
                Minimum = minimum,
                Maximum = maximum,
                MinimumIsExclusive = OrNull(range.MinimumIsExclusive),
                MaximumIsExclusive = OrNull(range.MaximumIsExclusive),
                ComparedAs = range.OperandType.Name,
            };
    }

    private static List<string?> Texts(object?[] values, CheckedType type)
    {
        var texts = new List<string?>();
        foreach (var value in values)
        {
            if (value is null) texts.Add(null);
            else texts.AddRange(type.TextsOf(value));
        }

        return texts;
    }

    private static bool? OrNull(bool value) => value ? true : null;
}
