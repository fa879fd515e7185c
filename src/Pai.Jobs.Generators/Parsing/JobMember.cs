using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>A channel or a parameter while it is parsed: its model with what the model must not hold.</summary>
internal sealed class JobMember(MemberModel model, string name, string definition, ISymbol symbol, AttributeData attribute)
{
    public MemberModel Model { get; } = model;

    /// <summary>The channel's or parameter's name.</summary>
    public string Name { get; } = name;

    /// <summary>Its entry in the definition, in code.</summary>
    public string Definition { get; } = definition;

    /// <summary>The property.</summary>
    public ISymbol Symbol { get; } = symbol;

    /// <summary>The attribute that makes it a member.</summary>
    public AttributeData Attribute { get; } = attribute;
}
