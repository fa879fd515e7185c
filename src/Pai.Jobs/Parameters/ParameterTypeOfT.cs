using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Pai.Jobs.Internal.Parameters;

namespace Pai.Jobs;

/// <summary>The string form of a type of parameter. It is invariant, and reading it gives the same value back.</summary>
/// <typeparam name="T">The type in C#.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ParameterType<T>
{
    private protected ParameterType(string form, bool isJsonLiteral = false)
    {
        Form = form;
        IsJsonLiteral = isJsonLiteral;
    }

    /// <summary>The form of the string, for messages: <c>a whole number from 0 to 255</c>.</summary>
    public string Form { get; }

    /// <summary>True if an element of a list is written as it is (a number, true, false), not as a JSON string.</summary>
    internal bool IsJsonLiteral { get; }

    /// <summary>The type as data.</summary>
    internal virtual ParameterShape Shape => ParameterShape.OfScalar(typeof(T), Form);

    /// <summary>The type, for the data of its checks.</summary>
    internal CheckedType Checked => new(Shape, typeof(T), TextsOf);

    /// <summary>The string form of a value.</summary>
    /// <param name="value">The value.</param>
    public abstract string Format(T value);

    /// <summary>Reads the string form of a value.</summary>
    /// <param name="text">The string to read.</param>
    /// <param name="value">The value.</param>
    public abstract bool TryParse(string text, [MaybeNullWhen(false)] out T value);

    /// <summary>The string forms of a value: those of all members of an enum that are equal to it.</summary>
    private IEnumerable<string> TextsOf(object value)
    {
        if (value is not T own) return [];
        var shape = Shape;
        var texts = shape.Kind is ParameterKind.Enum or ParameterKind.Flags
            ? shape.Members.Where(m => TryParse(m, out var member) && EqualityComparer<T>.Default.Equals(member, own))
            : [];
        return shape.Kind == ParameterKind.List ? [] : texts.Prepend(Format(own)).Distinct();
    }
}
