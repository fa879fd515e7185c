namespace Pai.Jobs;

/// <summary>
/// Makes a property a parameter of the job: in <c>hyperparameters.json</c>, <c>PAI_HPS_&lt;NAME&gt;</c> and <c>PAI_USER_ARGS</c>.
/// </summary>
/// <remarks>
/// Types: string, bool, integers, float, double, decimal, char, Guid, Uri, DateTime, DateTimeOffset, DateOnly, TimeOnly, TimeSpan, enums,
/// their nullables (null is not sent), and arrays and lists of these (sent as JSON). Attributes of
/// <c>System.ComponentModel.DataAnnotations</c> on the property are checked before anything is sent.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ParameterAttribute : Attribute
{
    /// <summary>A parameter with the property's name in snake_case.</summary>
    public ParameterAttribute()
    {
    }

    /// <summary>A parameter with a name of its own.</summary>
    /// <param name="name">The name, as the job's code reads it.</param>
    public ParameterAttribute(string name) => Name = name;

    /// <summary>The parameter's name; null: the property's name in snake_case.</summary>
    public string? Name { get; }

    /// <summary>A description for people, shown in plans.</summary>
    public string? Description { get; set; }
}
