namespace CatalogWriter;

/// <summary>A constant of the library: <c>InstanceTypes.Ecs.C5</c>, <c>Large</c>, <c>ecs.c5.large</c>.</summary>
/// <param name="Class">The class that has it, with those around it.</param>
/// <param name="Name">Its name in the class.</param>
/// <param name="Value">What the service calls it.</param>
/// <param name="Summary">What its documentation says.</param>
internal sealed record Constant(string Class, string Name, string Value, string Summary)
{
    /// <summary>Null, or why not to use it, and what to use instead.</summary>
    public string? Obsolete { get; init; }

    public string FullName => $"{Class}.{Name}";
}
