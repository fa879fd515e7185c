using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using Pai.Jobs.Internal.Parameters;

namespace Pai.Jobs;

/// <summary>
/// A rule for the value of a parameter. Generated code makes one from each validation attribute, so that no reflection is needed.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterCheck
{
    /// <summary>Stands for the name in a sentence; no sentence has it.</summary>
    private const string NameMark = "\uE000name\uE001";

    private readonly Func<object?, bool> _isValid;
    private readonly Func<string, string> _message;

    private ParameterCheck(Func<object?, bool> isValid, Func<string, string> message)
    {
        _isValid = isValid;
        _message = message;
    }

    /// <summary>The data of the rule, without its message; null where it cannot be data.</summary>
    private Func<CheckedType, CheckRule?> RuleOf { get; init; } = static _ => null;

    /// <summary>The limits of a range, by which two are compared; null for other rules.</summary>
    private (object Low, object High)? Limits { get; init; }

    /// <summary>The rule of a validation attribute.</summary>
    /// <param name="attribute">The attribute, as it stands on the property.</param>
    public static ParameterCheck Of(ValidationAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return new(v => IsValid(attribute, v), attribute.FormatErrorMessage) { RuleOf = type => AttributeRule.Of(attribute, type) };
    }

    // The attributes below are marked as needing reflection (to find a Count property, or a type's converter), so their rules are here.

    /// <summary>At least so many characters or elements (<see cref="MinLengthAttribute"/>).</summary>
    /// <param name="length">The number.</param>
    /// <param name="errorMessage">The attribute's message, with <c>{0}</c> for the name.</param>
    public static ParameterCheck MinLength(int length, string? errorMessage = null) =>
        new(
            v => LengthOf(v) is not { } n || n >= length,
            Message(errorMessage, $"{{0}} must have at least {length} characters or elements.", length))
        {
            RuleOf = _ => new() { Kind = CheckKind.MinLength, MinimumLength = length },
        };

    /// <summary>At most so many characters or elements (<see cref="MaxLengthAttribute"/>).</summary>
    /// <param name="length">The number; -1 is unlimited.</param>
    /// <param name="errorMessage">The attribute's message, with <c>{0}</c> for the name.</param>
    public static ParameterCheck MaxLength(int length = -1, string? errorMessage = null) =>
        new(
            v => length == -1 || LengthOf(v) is not { } n || n <= length,
            Message(errorMessage, $"{{0}} must have at most {length} characters or elements.", length))
        {
            RuleOf = _ => new() { Kind = CheckKind.MaxLength, MaximumLength = length },
        };

    /// <summary>From so many to so many characters or elements (<see cref="LengthAttribute"/>).</summary>
    /// <param name="minimum">The smallest number.</param>
    /// <param name="maximum">The largest number.</param>
    /// <param name="errorMessage">The attribute's message, with <c>{0}</c> for the name.</param>
    public static ParameterCheck Length(int minimum, int maximum, string? errorMessage = null) =>
        new(
            v => LengthOf(v) is not { } n || (n >= minimum && n <= maximum),
            Message(errorMessage, $"{{0}} must have {minimum} to {maximum} characters or elements.", minimum, maximum))
        {
            RuleOf = _ => new() { Kind = CheckKind.Length, MinimumLength = minimum, MaximumLength = maximum },
        };

    /// <summary>A value in a range whose limits are written as strings (<see cref="RangeAttribute"/> with a type).</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="type">The string form of the limits.</param>
    /// <param name="minimum">The lowest value.</param>
    /// <param name="maximum">The highest value.</param>
    /// <param name="minimumIsExclusive">Whether the lowest value itself is not allowed.</param>
    /// <param name="maximumIsExclusive">Whether the highest value itself is not allowed.</param>
    /// <param name="errorMessage">The attribute's message, with <c>{0}</c> for the name.</param>
    public static ParameterCheck RangeOf<T>(
        ParameterType<T> type,
        string minimum,
        string maximum,
        bool minimumIsExclusive = false,
        bool maximumIsExclusive = false,
        string? errorMessage = null)
        where T : IComparable<T>
    {
        ArgumentNullException.ThrowIfNull(type);
        return Range(Limit(type, minimum), Limit(type, maximum), minimum, maximum, minimumIsExclusive, maximumIsExclusive, errorMessage);
    }

    /// <summary>A value in a range (<see cref="RangeAttribute"/> with limits of the parameter's type).</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="minimum">The lowest value.</param>
    /// <param name="maximum">The highest value.</param>
    /// <param name="minimumIsExclusive">Whether the lowest value itself is not allowed.</param>
    /// <param name="maximumIsExclusive">Whether the highest value itself is not allowed.</param>
    /// <param name="errorMessage">The attribute's message, with <c>{0}</c> for the name.</param>
    public static ParameterCheck Range<T>(
        T minimum, T maximum, bool minimumIsExclusive = false, bool maximumIsExclusive = false, string? errorMessage = null)
        where T : struct, IComparable<T>, IFormattable =>
        Range(
            minimum,
            maximum,
            minimum.ToString(null, CultureInfo.InvariantCulture),
            maximum.ToString(null, CultureInfo.InvariantCulture),
            minimumIsExclusive,
            maximumIsExclusive,
            errorMessage);

    private static ParameterCheck Range<T>(
        T low, T high, string minimum, string maximum, bool minimumIsExclusive, bool maximumIsExclusive, string? errorMessage)
        where T : IComparable<T> =>
        new(
            v => v is not T value
                || (value.CompareTo(low) >= (minimumIsExclusive ? 1 : 0) && value.CompareTo(high) <= (maximumIsExclusive ? -1 : 0)),
            Message(
                errorMessage,
                $"{{0}} must be between {minimum}{(minimumIsExclusive ? " (exclusive)" : "")} "
                    + $"and {maximum}{(maximumIsExclusive ? " (exclusive)" : "")}.",
                minimum,
                maximum))
        {
            Limits = (Plain(low), Plain(high)),
            RuleOf = _ => new()
            {
                Kind = CheckKind.Range,
                Minimum = minimum,
                Maximum = maximum,
                MinimumIsExclusive = minimumIsExclusive ? true : null,
                MaximumIsExclusive = maximumIsExclusive ? true : null,
            },
        };

    /// <summary>A member of an enum that is known as data (<see cref="EnumDataTypeAttribute"/>).</summary>
    internal static ParameterCheck Member(ParameterShape shape, string? errorMessage) =>
        new(v => v is not string text || ShapeText.IsMember(shape, text), Message(errorMessage, "The field {0} is invalid."));

    /// <summary>The rule as data, so that a reader without the record can check it; null where it cannot be data.</summary>
    /// <param name="type">The type of the parameter.</param>
    internal CheckRule? ToRule(CheckedType type)
    {
        if (RuleOf(type) is not { } rule || CheckRuleReader.Read(rule, type.Shape) is not { } check || !Equals(check.Limits, Limits))
            return null;
        var sentence = Describe(NameMark);
        if (check.Describe(NameMark) == sentence) return rule;
        var message = sentence.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        return rule with { Message = message.Replace(NameMark, "{0}", StringComparison.Ordinal) };
    }

    /// <summary>The rule in a sentence.</summary>
    internal string Describe(string name) => _message(name);

    /// <summary>The fault of a value, or null.</summary>
    internal string? Check(string name, object? value) => _isValid(value) ? null : _message(name);

    /// <summary>A native integer as one of 64 bits, as which it is read from data.</summary>
    private static object Plain(object limit) => limit switch
    {
        nint number => (long)number,
        nuint number => (ulong)number,
        _ => limit,
    };

    private static T Limit<T>(ParameterType<T> type, string text) =>
        type.TryParse(text, out var limit)
            ? limit
            : throw new ArgumentException($"The limit \"{text}\" of a Range attribute is not {type.Form}.");

    private static Func<string, string> Message(string? own, string standard, params object[] arguments) =>
        name => string.Format(CultureInfo.InvariantCulture, own ?? standard, [name, .. arguments]);

    private static bool IsValid(ValidationAttribute attribute, object? value)
    {
        try
        {
            return attribute.IsValid(value);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new InvalidOperationException(
                $"The regular expression could not check the value within {e.MatchTimeout.TotalSeconds} seconds. Make it simpler.", e);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Without the exception's own message, which may show the value: that may be a secret.
            throw new InvalidOperationException(
                $"{attribute.GetType().Name} could not check the value ({e.GetType().Name}). "
                    + "A rule must override IsValid(object), since there is no ValidationContext.",
                e);
        }
    }

    private static int? LengthOf(object? value)
    {
        try
        {
            return CountOf(value);
        }
        catch (InvalidOperationException)
        {
            // A default ImmutableArray cannot be counted; it is sent as an empty list.
            return 0;
        }
    }

    private static int? CountOf(object? value) => value switch
    {
        string s => s.Length,
        ICollection c => c.Count,
        IEnumerable e => e.Cast<object?>().Count(),
        _ => null,
    };
}
