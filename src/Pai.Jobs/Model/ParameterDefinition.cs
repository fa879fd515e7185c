namespace Pai.Jobs;

/// <summary>A parameter as the record declares it.</summary>
/// <param name="Name">The name in <c>hyperparameters.json</c>.</param>
public sealed record ParameterDefinition(string Name)
{
    /// <inheritdoc cref="ParameterAttribute.Description"/>
    public string? Description { get; init; }

    /// <summary>
    /// True if the property is a <see cref="Secret"/>: the job finds its value in the variable <c>PAI_HPS_&lt;NAME&gt;</c> only.
    /// </summary>
    public bool IsSecret { get; init; }
}
