namespace Pai.Jobs;

/// <summary>An environment variable of the job. Repeat the attribute for several.</summary>
/// <remarks>
/// A secret is given by reference: <c>[EnvironmentVariable("HF_TOKEN", SecretReference = "env:HF_TOKEN")]</c>. Its value is read when the
/// job is submitted.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class EnvironmentVariableAttribute : Attribute
{
    /// <summary>An environment variable of the job, with the value of <see cref="SecretReference"/>.</summary>
    /// <param name="name">The variable: letters, digits and _, not starting with a digit.</param>
    public EnvironmentVariableAttribute(string name) => Name = name;

    /// <summary>An environment variable of the job.</summary>
    /// <param name="name">The variable: letters, digits and _, not starting with a digit.</param>
    /// <param name="value">Its value, sent as it is. Everyone who may read the job can read it: do not put secrets here.</param>
    public EnvironmentVariableAttribute(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The variable: letters, digits and _, not starting with a digit.</summary>
    public string Name { get; }

    /// <summary>Its value, sent as it is; null when it is a secret.</summary>
    public string? Value { get; }

    /// <summary>
    /// The source of its value, read when the job is submitted: <c>env:NAME</c>, <c>file:PATH</c> or <c>user-secrets:ID#KEY</c>, as
    /// <see cref="Secret.Parse(string)"/> takes it. Either this or a value is given.
    /// </summary>
    public string? SecretReference { get; set; }
}
