using Pai.Jobs.Internal.Running;

namespace Pai.Jobs;

/// <summary>
/// The list of the files of an output, which the job writes last (<c>WorkerOutput.PublishAsync</c>): an output that has it is complete.
/// </summary>
/// <remarks>docs/worker.md has its format.</remarks>
public sealed record OutputManifest
{
    /// <summary>The name of its file in the output: <c>_manifest.json</c>.</summary>
    public const string FileName = "_manifest.json";

    /// <summary>The files, in ordinal order of their paths; the manifest itself is not among them.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>Reads a manifest.</summary>
    /// <param name="json">The content of its file.</param>
    /// <exception cref="FormatException">The string is not a manifest; the message says why.</exception>
    public static OutputManifest Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ManifestJson.Read(json);
    }

    /// <summary>The content of its file.</summary>
    public string ToJson() => ManifestJson.Write(this);
}
