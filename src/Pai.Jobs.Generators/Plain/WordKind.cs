namespace Pai.Jobs.Generators.Plain;

/// <summary>What a text in code is.</summary>
internal enum WordKind
{
    /// <summary>The name of an attribute: its class.</summary>
    AttributeClass,

    /// <summary>The type of a property with a role: what the type says.</summary>
    MemberType,

    /// <summary>The argument of an attribute's parameter: its value.</summary>
    Argument,

    /// <summary>A parameter of an attribute that takes any text.</summary>
    TextParameter,

    /// <summary>The arguments of a validation attribute on a parameter: the check in code.</summary>
    Check,
}
