namespace Pai.Jobs;

/// <summary>An environment variable of the job. Repeat the attribute for several.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class EnvironmentVariableAttribute : Attribute
{
    /// <summary>An environment variable of the job.</summary>
    /// <param name="name">The variable: letters, digits and _, not starting with a digit.</param>
    /// <param name="value">Its value, verbatim. Anyone who may read the job can read it: no secrets.</param>
    public EnvironmentVariableAttribute(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The variable: letters, digits and _, not starting with a digit.</summary>
    public string Name { get; }

    /// <summary>Its value, verbatim. Anyone who may read the job can read it: no secrets.</summary>
    public string Value { get; }
}
