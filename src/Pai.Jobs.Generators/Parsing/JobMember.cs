using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>A channel or a parameter while it is parsed: its model with what the model must not hold.</summary>
/// <param name="model">The model.</param>
/// <param name="name">The channel's or parameter's name.</param>
/// <param name="definition">Its entry in the definition, in code.</param>
/// <param name="symbol">The property.</param>
/// <param name="attribute">The attribute that makes it a member.</param>
internal sealed class JobMember(MemberModel model, string name, string definition, IPropertySymbol symbol, AttributeData attribute)
{
    public MemberModel Model { get; } = model;

    public string Name { get; } = name;

    public string Definition { get; } = definition;

    public IPropertySymbol Symbol { get; } = symbol;

    public AttributeData Attribute { get; } = attribute;
}
