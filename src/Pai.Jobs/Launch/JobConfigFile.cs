using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pai.Jobs.Internal.Launch;

/// <summary>
/// <c>job.json</c> in the config folder: the job's values with the locations of its channels. <c>FromEnvironment</c> reads it inside the
/// job, and <c>ReadJobAsync</c> afterwards. It is written before the job exists, and so has no id.
/// </summary>
internal sealed class JobConfigFile
{
    public const string FileName = "job.json";

    public int Version { get; set; } = 1;

    public required string Record { get; set; }

    public required string JobName { get; set; }

    public Dictionary<string, ChannelEntry> Inputs { get; set; } = [];

    public Dictionary<string, ChannelEntry> Outputs { get; set; } = [];

    public Dictionary<string, string> Parameters { get; set; } = [];

    /// <summary>The references of the parameters that are secrets; never a value.</summary>
    public Dictionary<string, string> Secrets { get; set; } = [];

    /// <summary>The job as a job file, for another run of it; null where it is not recorded.</summary>
    public JsonElement? Job { get; set; }

    /// <summary>The secrets that are in no file, as subjects of problems; null for none.</summary>
    public List<string>? UnrecordedSecrets { get; set; }

    /// <exception cref="JsonException">The file is not one of these.</exception>
    public static JobConfigFile Read(string path) => Parse(File.ReadAllText(path), path);

    /// <param name="text">The content.</param>
    /// <param name="path">The path or location, for messages.</param>
    /// <exception cref="JsonException">The content is not that of one of these.</exception>
    public static JobConfigFile Parse(string text, string path)
    {
        var file = JsonSerializer.Deserialize(text, JobConfigJson.Default.JobConfigFile) ?? throw new JsonException($"{path} is empty.");
        return IsComplete(file)
            ? file
            : throw new JsonException($"{path} lacks a channel's uri or path, or has a null where a value belongs.");
    }

    public string ToText() => JsonSerializer.Serialize(this, JobConfigJson.Default.JobConfigFile) + "\n";

    /// <summary>The values as they were submitted.</summary>
    public SubmittedValues ToValues() => new()
    {
        RecordName = Record,
        Inputs = Inputs.ToDictionary(i => i.Key, i => DataLocation.Parse(i.Value.Uri)),
        UploadedInputs = Inputs.Where(i => i.Value.UploadedTo is not null)
            .ToDictionary(i => i.Key, i => DataLocation.Parse(i.Value.UploadedTo!)),
        Outputs = Outputs.Where(o => o.Value.IsGiven).ToDictionary(o => o.Key, o => DataLocation.Parse(o.Value.Uri)),
        Parameters = Parameters.Concat(Secrets).ToDictionary(p => p.Key, p => p.Value),
        JobFile = Job?.GetRawText(),
        UnrecordedSecrets = UnrecordedSecrets ?? [],
    };

    // The serializer lets nulls through, whatever the types say.
    private static bool IsComplete(JobConfigFile file) =>
        file is { Inputs: not null, Outputs: not null, Parameters: not null, Secrets: not null }
        && file.Inputs.Values.Concat(file.Outputs.Values).All(c => c is { Uri: not null, Path: not null })
        && file.Parameters.Values.Concat(file.Secrets.Values).All(text => text is not null);

    internal sealed class ChannelEntry
    {
        /// <summary>The location.</summary>
        public required string Uri { get; set; }

        /// <summary>Where the job finds it.</summary>
        public required string Path { get; set; }

        /// <summary>The location that data of the submitting machine was uploaded to; null for data that was not.</summary>
        public string? UploadedTo { get; set; }

        /// <summary>True if the user gave the location; false for an output's that the backend chose.</summary>
        public bool IsGiven { get; set; }

        /// <summary>True for checkpoints; null for other channels.</summary>
        public bool? IsCheckpoint { get; set; }
    }
}

[JsonSerializable(typeof(JobConfigFile))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class JobConfigJson : JsonSerializerContext;
