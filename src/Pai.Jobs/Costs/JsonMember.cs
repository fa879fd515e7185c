namespace Pai.Jobs.Internal.Costs;

/// <summary>A member of an object in JSON, with the position of its name. The analyzers compile this file too.</summary>
/// <param name="Name">The name.</param>
/// <param name="Start">The position of the name.</param>
/// <param name="Length">The length of the name with its quotes.</param>
/// <param name="Value">The value.</param>
internal sealed record JsonMember(string Name, int Start, int Length, JsonNode Value);
