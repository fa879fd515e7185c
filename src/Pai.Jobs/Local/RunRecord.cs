using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pai.Jobs.Internal.Local;

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

    public Dictionary<string, string> Labels { get; set; } = [];

    /// <summary>The names of the nodes.</summary>
    public List<string> Nodes { get; set; } = ["worker-0"];

    /// <summary>Marks the launch script's last line in the log.</summary>
    public string Tag { get; set; } = "";

    /// <summary>The digest of the run's code in the store; null for a run without code.</summary>
    public string? CodeSha256 { get; set; }

    /// <summary>The image that the nodes run in; null where they run in none.</summary>
    public string? Image { get; set; }

    /// <summary>Notes for the user about this run, as sentences.</summary>
    public List<string> Notes { get; set; } = [];

    /// <summary>The location of every output channel.</summary>
    public Dictionary<string, string> Outputs { get; set; } = [];

    /// <summary>The folders of outputs that are published to OSS, below the run's, by channel.</summary>
    public Dictionary<string, string> Uploads { get; set; } = [];

    /// <summary>The record of a run; null where there is none.</summary>
    /// <exception cref="JobException">It is damaged.</exception>
    public static RunRecord? Read(RunFolder folder)
    {
        try
        {
            var record = JsonSerializer.Deserialize(File.ReadAllText(folder.RunFile), RunRecordJson.Default.RunRecord);
            return IsComplete(record) ? record : throw new JsonException("A value is missing, null or not a location.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new JobException($"{folder.RunFile} is damaged: {e.Message} Delete the folder if the run is not needed any more.", e);
        }
    }

    /// <summary>The record of a run; null where there is none, or a damaged one.</summary>
    public static RunRecord? TryRead(RunFolder folder)
    {
        try
        {
            return Read(folder);
        }
        catch (Exception e) when (e is JobException || LocalFault.IsOne(e))
        {
            return null;
        }
    }

    // The serializer lets nulls through, whatever the types say.
    private static bool IsComplete([NotNullWhen(true)] RunRecord? record) =>
        record is
        {
            Id: not null, Name: not null, Record: not null, Isolation: not null, IsolationReason: not null, Submitter: not null,
            Labels: not null, Nodes.Count: > 0, Tag: not null, Notes: not null, Outputs: not null,
        }
        && record.Nodes.Concat(record.Notes).All(text => text is not null)
        && record.Outputs.Values.All(uri => DataLocation.TryParse(uri, out _));
}

[JsonSerializable(typeof(RunRecord))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class RunRecordJson : JsonSerializerContext;
