using System.Text.Json;
using Pai.Jobs.Internal.Replay;

namespace Pai.Jobs;

/// <summary>The differences of two runs.</summary>
public sealed record RunDiff
{
    /// <summary>The id of the first run.</summary>
    public required string Before { get; init; }

    /// <summary>The id of the second run.</summary>
    public required string After { get; init; }

    /// <summary>The differences, by kind and name; empty for runs that are the same.</summary>
    public IReadOnlyList<RunDifference> Differences { get; init; } = [];

    /// <summary>The parts that could not be compared, as sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// The differences as lines: <c>-</c> for what only the first run has, <c>+</c> for the second, <c>~</c> for a change.
    /// </summary>
    public override string ToString()
    {
        var lines = new List<string> { $"{Before} -> {After}" };
        if (Differences.Count == 0) lines.Add("No differences.");
        lines.AddRange(Differences.Select(d => d.ToString()));
        lines.AddRange(Notes);
        return string.Join('\n', lines);
    }

    /// <summary>The differences as JSON, indented.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunDiffJson.Readable.RunDiff);
}
