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

    /// <summary>The string form of a value.</summary>
    /// <param name="value">The value.</param>
    public abstract string Format(T value);

    /// <summary>Reads the string form of a value.</summary>
    /// <param name="text">The string to read.</param>
    /// <param name="value">The value.</param>
    public abstract bool TryParse(string text, [MaybeNullWhen(false)] out T value);
}
