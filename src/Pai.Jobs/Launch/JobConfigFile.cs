using System.Text.Json.Serialization;

namespace Pai.Jobs;

/// <summary><c>job.json</c> in the config folder: the job's values with their channels' places, for <c>FromEnvironment</c>.</summary>
internal sealed class JobConfigFile
{
    public const string FileName = "job.json";

    public int Version { get; set; } = 1;

    public required string Record { get; set; }

    public required string JobId { get; set; }

    public required string JobName { get; set; }

    public Dictionary<string, ChannelEntry> Inputs { get; set; } = [];

    public Dictionary<string, ChannelEntry> Outputs { get; set; } = [];

    public Dictionary<string, string> Parameters { get; set; } = [];

    /// <param name="Uri">The location as it was given.</param>
    /// <param name="Path">Where the job finds it.</param>
    internal sealed record ChannelEntry(string Uri, string Path);
}

[JsonSerializable(typeof(JobConfigFile))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class JobConfigJson : JsonSerializerContext;
