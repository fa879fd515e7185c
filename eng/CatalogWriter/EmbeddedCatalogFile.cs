using System.Globalization;
using System.Text;

namespace CatalogWriter;

/// <summary>The catalog as the analyzers read it: one line for each entry, sorted, without what is the default.</summary>
internal static class EmbeddedCatalogFile
{
    private const string Head =
        """
        # Made by eng/catalog from catalog/*.json, where the sources are named. docs/catalog.md explains the format.
        # Where a line does not say otherwise: no GPU, accelerator=CPU, arch=x86_64, not documented by PAI, for training jobs (images).

        """;

    public static string Of(IEnumerable<TypeData> types, IEnumerable<ImageData> images, IEnumerable<RetiredFamily> retired)
    {
        var lines = types.Select(Line).Concat(images.Select(Line)).Concat(retired.Select(Line)).Order(StringComparer.Ordinal);
        return new StringBuilder(Head.ReplaceLineEndings("\n")).AppendJoin('\n', lines).Append('\n').ToString();
    }

    private static string Line(TypeData type) => Join(
        type.Name,
        ("cpu", type.Cpu),
        ("memory", type.MemoryGiB),
        ("gpu", type.Gpu is > 0 ? type.Gpu.Value.ToString(CultureInfo.InvariantCulture) : null),
        ("gpu_type", type.GpuType),
        ("gpu_memory", type.GpuMemoryGiB),
        ("accelerator", type.Accelerator == "CPU" ? null : type.Accelerator),
        ("arch", type.Arch is null or "x86_64" ? null : type.Arch),
        ("documented", type.IsDocumented ? "true" : null),
        ("modules", type.Modules.Count == 0 ? null : string.Join(',', type.Modules)));

    private static string Line(ImageData image) => Join(
        image.Uri,
        ("framework", image.Framework),
        ("version", image.Version),
        ("accelerator", image.Accelerator),
        ("python", image.Python),
        ("cuda", image.Cuda),
        ("os", image.Os),
        ("scope", image.Scopes is ["training"] ? null : string.Join(',', image.Scopes)),
        ("regions", image.Regions.Count == 0 ? null : string.Join(',', image.Regions)));

    private static string Line(RetiredFamily retired) => Join(retired.Family, ("retired", retired.Instead ?? "true"));

    private static string Join(string name, params ReadOnlySpan<(string Key, string? Value)> values)
    {
        var line = new StringBuilder(name);
        foreach (var (key, value) in values)
            if (value is not null) line.Append(" | ").Append(key).Append('=').Append(value);
        return line.ToString();
    }
}
