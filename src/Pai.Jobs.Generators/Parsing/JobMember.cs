using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>A channel or a parameter while it is parsed: its model with what the model must not hold.</summary>
internal sealed class JobMember(MemberModel model, string name, string definition, MemberFacts facts)
{
    public MemberModel Model { get; } = model;

    /// <summary>The channel's or parameter's name.</summary>
    public string Name { get; } = name;

    /// <summary>Its entry in the definition, in code.</summary>
    public string Definition { get; } = definition;

    /// <summary>What it was made of.</summary>
    public MemberFacts Facts { get; } = facts;

    /// <summary>The property, of a record that the compiler was asked about.</summary>
    public IPropertySymbol Symbol => Facts.Symbol!;

    /// <summary>The attribute that makes it a member, of a record that the compiler was asked about.</summary>
    public AttributeData Attribute => Facts.Role.Data!;
}
