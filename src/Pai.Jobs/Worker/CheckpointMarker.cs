using System.Text.Json.Serialization;

namespace Pai.Jobs.Internal.Worker;

/// <summary>The file beside a checkpoint that is written when it is complete.</summary>
internal sealed class CheckpointMarker
{
    public required long Size { get; set; }

    /// <summary>In decimal, as in an output's manifest.</summary>
    public required string Crc64 { get; set; }
}

[JsonSerializable(typeof(CheckpointMarker))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class CheckpointContext : JsonSerializerContext;
