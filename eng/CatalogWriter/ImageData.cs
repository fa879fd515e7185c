using System.Text.Json;

namespace CatalogWriter;

/// <summary>One entry of <c>catalog/images.json</c>; the fields are explained in <c>catalog/SOURCES.md</c>.</summary>
internal sealed record ImageData(
    string Uri, string Framework, string? Version, string? Accelerator, string? Python, string? Cuda, string? Os,
    IReadOnlyList<string> Scopes, IReadOnlyList<string> Regions)
{
    /// <summary>Whether jobs can use it: the others are for notebooks or for serving.</summary>
    public bool IsForJobs => Scopes.Contains("training");

    /// <summary>What follows the host: <c>namespace/repository:tag</c>.</summary>
    public string Path => Uri[(Uri.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public string Tag => Uri[(Uri.LastIndexOf(':') + 1)..];

    public static IReadOnlyList<ImageData> Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.EnumerateArray().Select(Read).OrderBy(i => i.Uri, StringComparer.Ordinal)];
    }

    private static ImageData Read(JsonElement e) => new(
        Text(e, "uri")!,
        Text(e, "framework")!,
        Text(e, "frameworkVersion"),
        Text(e, "accelerator"),
        Text(e, "python"),
        Text(e, "cuda"),
        Text(e, "os"),
        [Text(e, "scope")!, .. List(e, "alsoScopes")],
        [.. List(e, "regionsSeen")]);

    private static string? Text(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> List(JsonElement e, string name) =>
        e.TryGetProperty(name, out var value) ? value.EnumerateArray().Select(v => v.GetString()!) : [];
}
