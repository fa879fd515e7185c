namespace Pai.Jobs;

/// <summary>
/// A further setting of PAI-DLC, a member of its JobSettings such as <c>EnableRDMA</c>. Repeat the attribute for several.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class SettingAttribute : Attribute
{
    /// <summary>A further setting of PAI-DLC, a member of its JobSettings such as <c>EnableRDMA</c>.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value, as JSON.</param>
    public SettingAttribute(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The member's name.</summary>
    public string Name { get; }

    /// <summary>Its value, as JSON.</summary>
    public string Value { get; }
}
