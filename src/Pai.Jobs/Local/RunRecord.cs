using System.Text.Json.Serialization;

namespace Pai.Jobs;

/// <summary><c>run.json</c>: what was submitted, by whom and when.</summary>
internal sealed class RunRecord
{
    public int Version { get; set; } = 1;

    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string Record { get; set; }

    public DateTimeOffset Created { get; set; }

    public required string Isolation { get; set; }

    public required string IsolationReason { get; set; }

    public required ProcessIdentity Submitter { get; set; }

    public required string GraceSeconds { get; set; }

    public required string MaxSeconds { get; set; }

    /// <summary>What the user should know of this run, in sentences.</summary>
    public List<string> Notes { get; set; } = [];

    /// <summary>The location of every output channel.</summary>
    public Dictionary<string, string> Outputs { get; set; } = [];
}

[JsonSerializable(typeof(RunRecord))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class RunRecordJson : JsonSerializerContext;
