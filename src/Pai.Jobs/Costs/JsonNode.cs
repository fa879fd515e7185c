#if NETSTANDARD
using System.Collections.Generic;
#endif

namespace Pai.Jobs.Internal.Costs;

/// <summary>A value in JSON, and its position. The analyzers compile this file too.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Start">The position of its first character.</param>
/// <param name="Text">The content of a string, a number or a word as it is written.</param>
/// <param name="Members">The members of an object, in order.</param>
/// <param name="Items">The elements of an array, in order.</param>
internal sealed record JsonNode(
    JsonKind Kind, int Start, string Text, IReadOnlyList<JsonMember> Members, IReadOnlyList<JsonNode> Items)
{
    /// <summary>The position behind its last character.</summary>
    public int End { get; init; }

    public int Length => End - Start;
}
