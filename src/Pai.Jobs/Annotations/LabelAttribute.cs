namespace Pai.Jobs;

/// <summary>A label of the job, to find and to bill it by. Repeat the attribute for several.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class LabelAttribute : Attribute
{
    /// <summary>A label of the job, to find and to bill it by.</summary>
    /// <param name="name">The label's key.</param>
    /// <param name="value">Its value.</param>
    public LabelAttribute(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The label's key.</summary>
    public string Name { get; }

    /// <summary>Its value.</summary>
    public string Value { get; }
}
