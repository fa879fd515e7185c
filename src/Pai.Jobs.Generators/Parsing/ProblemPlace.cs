using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>A place in the code that is only looked up when a problem is shown there.</summary>
internal readonly struct ProblemPlace
{
    private readonly ISymbol? _symbol;
    private readonly AttributeData? _attribute;
    private readonly string? _argument;
    private readonly int _position;
    private readonly ISymbol? _fallback;
    private readonly SyntaxNode? _code;

    private ProblemPlace(SyntaxNode code)
        : this(null, null, null, null) =>
        _code = code;

    private ProblemPlace(ISymbol? symbol, AttributeData? attribute, string? argument, ISymbol? fallback, int position = -1)
    {
        _position = position;
        _symbol = symbol;
        _attribute = attribute;
        _argument = argument;
        _fallback = fallback;
    }

    /// <summary>The name of a symbol.</summary>
    public static ProblemPlace Name(ISymbol symbol) => new(symbol, null, null, null);

    /// <summary>An attribute.</summary>
    public static ProblemPlace Attribute(AttributeData attribute) => new(null, attribute, null, null);

    /// <summary>
    /// An argument of an attribute: by name, or the first one without a name where that is null; the attribute where it has none.
    /// </summary>
    public static ProblemPlace Argument(AttributeData attribute, string? name) => new(null, attribute, name ?? "", null);

    /// <summary>An argument of an attribute's constructor: by its name, or at its position where it has none.</summary>
    public static ProblemPlace Argument(AttributeData attribute, string name, int position) => new(null, attribute, name, null, position);

    /// <summary>The type of a property or a parameter; its name where the code is elsewhere.</summary>
    public static ProblemPlace Type(ISymbol symbol) => new(null, null, null, symbol);

    /// <summary>The default of a parameter in the project; its name where it has none.</summary>
    public static ProblemPlace Default(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is ParameterSyntax { Default.Value: { } value }
            ? Code(value)
            : Name(parameter);

    /// <summary>A piece of code.</summary>
    public static ProblemPlace Code(SyntaxNode code) => new(code);

    public Location? GetLocation() =>
        _symbol is not null ? FirstInSource(_symbol)
        : GetSyntax()?.GetLocation() ?? (_fallback is null ? null : FirstInSource(_fallback));

    /// <summary>The code of an attribute, an argument or a type; null for a name, and where the code is elsewhere.</summary>
    public SyntaxNode? GetSyntax()
    {
        if (_code is not null) return _code;
        if (_fallback is not null) return TypeOf(_fallback);
        if (_attribute?.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax) return null;
        if (_argument is not null && syntax.ArgumentList is { } list)
        {
            for (var i = 0; i < list.Arguments.Count; i++)
            {
                var argument = list.Arguments[i];
                var name = argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText ?? "";
                if (name == _argument || (argument.NameEquals is null && (_argument.Length == 0 || (name.Length == 0 && i == _position))))
                    return argument.Expression;
            }
        }

        return syntax;
    }

    private static Location? FirstInSource(ISymbol symbol)
    {
        foreach (var location in symbol.Locations)
            if (location.IsInSource) return location;
        return null;
    }

    private static TypeSyntax? TypeOf(ISymbol symbol)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            switch (reference.GetSyntax())
            {
                case PropertyDeclarationSyntax property:
                    return property.Type;
                case ParameterSyntax { Type: { } type }:
                    return type;
            }
        }

        return null;
    }
}
