using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>What the type of a channel or of a parameter says.</summary>
/// <param name="code">A channel's type by its name; a parameter's text form in code.</param>
/// <param name="annotation">Whether null is said to be allowed.</param>
/// <param name="isNullable">Whether a value may be null: null is not sent.</param>
internal sealed class TypeFacts(string code, NullableAnnotation annotation, bool isNullable)
{
    public string Code { get; } = code;

    public NullableAnnotation Annotation { get; } = annotation;

    public bool IsNullable { get; } = isNullable;
}
