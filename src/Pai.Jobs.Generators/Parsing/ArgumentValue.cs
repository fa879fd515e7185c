using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>The value of an attribute's argument: as the compiler knows it, or as it was learned.</summary>
internal readonly struct ArgumentValue
{
    private readonly TypedConstant _constant;
    private readonly string? _code;

    public ArgumentValue(TypedConstant constant)
    {
        _constant = constant;
        _code = null;
        Value = constant.Kind is TypedConstantKind.Array or TypedConstantKind.Error ? null : constant.Value;
    }

    public ArgumentValue(string text)
        : this(text, Literal.Of(text))
    {
    }

    private ArgumentValue(object? value, string? code)
    {
        _constant = default;
        _code = code;
        Value = value;
    }

    /// <summary>
    /// A text, a number, a truth value, or the number of an enum; null for null, for an array, and for what is not complete.
    /// </summary>
    public object? Value { get; }

    /// <summary>The value in code; null for null and for what is not complete.</summary>
    public string? Code => _code ?? (_constant.IsNull ? null : Literal.Of(_constant));

    /// <summary>The same without anything of the compiler's, to be kept; null for what is not complete.</summary>
    public ArgumentValue? Learned =>
        Value is ISymbol || _constant.Kind == TypedConstantKind.Error || (Code is null && !_constant.IsNull) ? null : new(Value, Code);
}
