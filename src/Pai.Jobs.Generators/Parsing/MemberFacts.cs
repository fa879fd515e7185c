using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>A property with a role, whoever read it: what the parsers of channels and parameters need to know.</summary>
/// <param name="name">The property's name.</param>
/// <param name="type">What its type says.</param>
/// <param name="role">The attribute that makes it a channel or a parameter.</param>
/// <param name="initialization">How <c>FromEnvironment</c> sets it.</param>
/// <param name="symbol">The property; null where the compiler was not asked.</param>
internal sealed class MemberFacts(
    string name, TypeFacts type, AttributeFacts role, MemberInitialization initialization, IPropertySymbol? symbol)
{
    public string Name { get; } = name;

    public TypeFacts Type { get; } = type;

    public AttributeFacts Role { get; } = role;

    public MemberInitialization Initialization { get; } = initialization;

    public IPropertySymbol? Symbol { get; } = symbol;

    public ProblemPlace Place => Symbol is null ? default : ProblemPlace.Name(Symbol);
}
