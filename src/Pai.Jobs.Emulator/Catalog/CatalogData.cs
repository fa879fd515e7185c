using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The instance types and images of the catalog: a snapshot of public documents.</summary>
internal static class CatalogData
{
    private static readonly Lazy<IReadOnlyList<EmulatedInstanceType>> s_instanceTypes = new(() =>
        [.. Read("instance-types.json").Where(HasNumbers).Select(InstanceType)]);

    private static readonly Lazy<IReadOnlyList<JsonElement>> s_images = new(() => [.. Read("images.json")]);

    /// <summary>Those whose processors, memory and GPUs are known.</summary>
    public static IReadOnlyList<EmulatedInstanceType> InstanceTypes => s_instanceTypes.Value;

    /// <summary>The images, as official ones.</summary>
    public static IReadOnlyList<EmulatedImage> Images(string region) => [.. s_images.Value.Select(image => Image(image, region))];

    private static IEnumerable<JsonElement> Read(string name)
    {
        using var stream = typeof(CatalogData).Assembly.GetManifestResourceStream("Pai.Jobs.Emulator." + name)!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(one => one.Clone())];
    }

    private static bool HasNumbers(JsonElement type) =>
        type.GetProperty("cpu").ValueKind == JsonValueKind.Number && type.GetProperty("memoryGiB").ValueKind == JsonValueKind.Number
        && type.GetProperty("gpu").ValueKind == JsonValueKind.Number;

    private static EmulatedInstanceType InstanceType(JsonElement type)
    {
        var name = Text(type, "name")!;
        return new(name, type.GetProperty("cpu").GetInt32(), (int)type.GetProperty("memoryGiB").GetDouble())
        {
            Gpu = type.GetProperty("gpu").GetInt32(),
            GpuType = Text(type, "gpuType"),
            GpuMemoryGiB = type.GetProperty("gpuMemoryGiB") is { ValueKind: JsonValueKind.Number } memory ? (int)memory.GetDouble() : 0,
            ResourceType = name.StartsWith("ml.", StringComparison.Ordinal) ? "Lingjun" : "ECS",
        };
    }

    private static EmulatedImage Image(JsonElement image, string region)
    {
        var uri = Text(image, "uri")!.Replace("{region}", region, StringComparison.Ordinal);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(image, "uri")!)))[..18];
        return new($"image-{id}", uri[(uri.LastIndexOf('/') + 1)..], uri)
        {
            Labels = Labels(image).ToDictionary(label => label.Key, label => label.Value),
        };
    }

    private static IEnumerable<(string Key, string Value)> Labels(JsonElement image)
    {
        var scopes = new List<string?> { Text(image, "scope") };
        if (image.TryGetProperty("alsoScopes", out var also)) scopes.AddRange(also.EnumerateArray().Select(scope => scope.GetString()));
        yield return ("system.official", "true");
        yield return ("system.origin", "PAI");
        if (scopes.Contains("training")) yield return ("system.supported.dlc", "true");
        if (scopes.Contains("develop")) yield return ("system.supported.dsw", "true");
        if (scopes.Contains("inference")) yield return ("system.supported.eas", "true");
        if (Text(image, "accelerator") is { } chip) yield return ("system.chipType", chip);
        if (Text(image, "python") is { } python) yield return ("system.pythonVersion", python);
        if (Text(image, "framework") is not { } framework || Text(image, "frameworkVersion") is not { } version) yield break;
        // The documents have two forms.
        yield return ("system.framework", $"{framework} {version}");
        yield return ("system.framework." + framework, version);
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
