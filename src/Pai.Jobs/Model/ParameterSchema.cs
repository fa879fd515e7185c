using Pai.Jobs.Internal.Parameters;

namespace Pai.Jobs.Internal.Model;

/// <summary>A parameter of a record as data: its name, its type and its default.</summary>
/// <param name="Name">The name in <c>hyperparameters.json</c>.</param>
/// <param name="Shape">The type.</param>
internal sealed record ParameterSchema(string Name, ParameterShape Shape)
{
    /// <summary>True if the record cannot be built without a value.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The string form of the record's own value; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>True if a string is of the type; any string where nothing is known of it.</summary>
    public Func<string, bool> Accepts { get; init; } = static _ => true;

    /// <summary>The rules of the validation attributes, in sentences.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The rules that are known as data, and can be checked without the record.</summary>
    public IReadOnlyList<CheckRule> Checks { get; init; } = [];

    /// <summary>The description; null for none.</summary>
    public string? Description { get; init; }
}
