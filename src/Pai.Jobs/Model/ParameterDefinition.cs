namespace Pai.Jobs;

/// <summary>A parameter as the record declares it.</summary>
/// <param name="Name">The name in <c>hyperparameters.json</c>.</param>
public sealed record ParameterDefinition(string Name)
{
    /// <inheritdoc cref="ParameterAttribute.Description"/>
    public string? Description { get; init; }
}
