using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs.Internal.Parameters;

/// <summary>A type whose string form is defined by two functions.</summary>
internal sealed class ScalarParameterType<T>(
    string form, Func<T, string> format, ScalarParameterType<T>.Parser parse, bool isJsonLiteral = false)
    : ParameterType<T>(form, isJsonLiteral)
{
    public delegate bool Parser(string text, [MaybeNullWhen(false)] out T value);

    public override string Format(T value) => format(value);

    public override bool TryParse(string text, [MaybeNullWhen(false)] out T value) => parse(text, out value);
}
