using System.Globalization;
using System.Text.Json;

namespace CatalogWriter;

/// <summary>One entry of <c>catalog/instance-types.json</c>; the fields are explained in <c>catalog/SOURCES.md</c>.</summary>
internal sealed record TypeData(
    string Name, string? Cpu, string? MemoryGiB, int? Gpu, string? GpuType, string? GpuMemoryGiB, string Accelerator, string? Arch,
    bool IsDocumented, IReadOnlyList<string> Modules)
{
    public static IReadOnlyList<TypeData> Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.EnumerateArray().Select(Read).OrderBy(t => t.Name, StringComparer.Ordinal)];
    }

    private static TypeData Read(JsonElement e) => new(
        e.GetProperty("name").GetString()!,
        Number(e, "cpu"),
        Number(e, "memoryGiB"),
        Number(e, "gpu") is { } gpu ? int.Parse(gpu, CultureInfo.InvariantCulture) : null,
        e.GetProperty("gpuType").GetString(),
        Number(e, "gpuMemoryGiB"),
        e.GetProperty("accelerator").GetString()!,
        e.GetProperty("arch").GetString(),
        e.GetProperty("pai").GetString() == "documented",
        [.. e.GetProperty("paiModules").EnumerateArray().Select(m => m.GetString()!)]);

    private static string? Number(JsonElement e, string name) =>
        e.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : null;
}
