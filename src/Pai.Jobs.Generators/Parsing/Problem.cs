using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>One thing that is wrong with a job.</summary>
/// <param name="id">The rule.</param>
/// <param name="location">The token it is about; null where the code is not at hand.</param>
/// <param name="arguments">What the rule's message names.</param>
internal sealed class Problem(string id, Location? location, string[] arguments)
{
    public string Id { get; } = id;

    public Location? Location { get; } = location;

    public string[] Arguments { get; } = arguments;
}
