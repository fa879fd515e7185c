using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pai.Jobs.Internal.Running;

/// <summary>The JSON of an <see cref="OutputManifest"/>.</summary>
internal sealed class ManifestJson
{
    private const int CurrentVersion = 1;

    public int Version { get; set; } = CurrentVersion;

    public List<Entry> Files { get; set; } = [];

    public static string Write(OutputManifest manifest)
    {
        var json = new ManifestJson
        {
            Files =
            [
                .. manifest.Files.Select(f => new Entry
                {
                    Path = f.Path,
                    Size = f.Size,
                    Crc64 = f.Crc64.ToString(CultureInfo.InvariantCulture),
                }),
            ],
        };
        return JsonSerializer.Serialize(json, ManifestContext.Default.ManifestJson) + "\n";
    }

    /// <exception cref="FormatException">It is not a manifest.</exception>
    public static OutputManifest Read(string text)
    {
        ManifestJson? json;
        try
        {
            json = JsonSerializer.Deserialize(text, ManifestContext.Default.ManifestJson);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The manifest cannot be read: {e.Message}", e);
        }

        if (json is null or { Files: null }) throw new FormatException("The manifest has no list of files.");
        if (json.Version > CurrentVersion)
        {
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"The manifest has version {json.Version}; this version of Pai.Jobs reads version {CurrentVersion}. Update Pai.Jobs."));
        }

        return new() { Files = [.. json.Files.Select(ToFile)] };
    }

    private static ManifestFile ToFile(Entry? entry) =>
        entry is { Path: { Length: > 0 } path, Size: >= 0 and var size }
            && ulong.TryParse(entry.Crc64, NumberStyles.None, CultureInfo.InvariantCulture, out var crc)
            ? new() { Path = path, Size = size, Crc64 = crc }
            : throw new FormatException("The manifest has a file without a path, a size or a CRC-64.");

    internal sealed class Entry
    {
        public required string Path { get; set; }

        public required long Size { get; set; }

        /// <summary>In decimal, as a string: many readers of JSON have no integers of 64 bits.</summary>
        public required string Crc64 { get; set; }
    }
}

[JsonSerializable(typeof(ManifestJson))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class ManifestContext : JsonSerializerContext;
