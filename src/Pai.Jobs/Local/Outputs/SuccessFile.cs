using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// The object that is written last below a published output: OSS has no rename over many objects, so that only this one tells a reader
/// that all others are there.
/// </summary>
internal sealed class SuccessFile
{
    public const string Name = "_SUCCESS";

    /// <summary>The id of the run. A reader that knows it can tell the file of an earlier run from this one's.</summary>
    public required string RunId { get; init; }

    public required string JobName { get; init; }

    public required string Output { get; init; }

    /// <summary>The time at which the last file was there.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The files, in ordinal order of their paths.</summary>
    public required IReadOnlyList<PublishedFile> Files { get; init; }

    /// <summary>The paths that were left out, each with the reason: links, sockets, pipes and devices.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SuccessFileJson.Relaxed.SuccessFile);
}

/// <summary>A file of an output.</summary>
/// <param name="Path">The path below the location of the output.</param>
/// <param name="Size">The size in bytes.</param>
internal sealed record PublishedFile(string Path, long Size);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SuccessFile))]
internal sealed partial class SuccessFileJson : JsonSerializerContext
{
    public static SuccessFileJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    });
}
