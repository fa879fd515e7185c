using System.Text.Json;

namespace CatalogWriter;

/// <summary>A family of instance types that is sold no more, and the one to use instead.</summary>
internal sealed record RetiredFamily(string Family, string? Instead)
{
    public static IReadOnlyList<RetiredFamily> Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static RetiredFamily Read(JsonElement e) => new(e.GetProperty("family").GetString()!, e.GetProperty("instead").GetString());
}
