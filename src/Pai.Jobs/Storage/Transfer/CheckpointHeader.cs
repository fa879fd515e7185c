using System.Text.Json.Serialization;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The first line of a checkpoint: which transfer it is of. Only a transfer that is the same in all of it continues.</summary>
internal sealed record CheckpointHeader
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary><c>upload</c> or <c>download</c>.</summary>
    public required string Kind { get; init; }

    public required string Endpoint { get; init; }

    public required string Bucket { get; init; }

    public required string Key { get; init; }

    /// <summary>The full path of the file.</summary>
    public required string Path { get; init; }

    public required long Size { get; init; }

    public required long PartSize { get; init; }

    /// <summary>A download's ETag; empty for an upload.</summary>
    public required string ETag { get; init; }

    /// <summary>When an upload's file was last written, in ticks (UTC); 0 for a download.</summary>
    public required long Modified { get; init; }

    /// <summary>An upload's id; empty for a download.</summary>
    public required string UploadId { get; init; }

    /// <summary>True if both describe the same transfer. The upload id is not compared.</summary>
    public bool IsSame(CheckpointHeader other) => this with { UploadId = other.UploadId } == other;
}

/// <summary>A further line of a checkpoint: a part that is complete.</summary>
internal sealed record CheckpointPart
{
    public required int Number { get; init; }

    public required ulong Crc64 { get; init; }

    /// <summary>The ETag of an uploaded part; empty for a download.</summary>
    public required string ETag { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(CheckpointHeader))]
[JsonSerializable(typeof(CheckpointPart))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
