using System.Text.Json;

namespace Pai.Jobs.Storage.Tests;

/// <summary>The vectors in Data/oss-vectors.json, which names their sources.</summary>
internal static class Vectors
{
    private static readonly JsonElement s_root = Read();

    public static IEnumerable<JsonElement> Signatures(string scheme) =>
        s_root.GetProperty("signatures").EnumerateArray().Where(v => v.GetProperty("scheme").GetString() == scheme);

    public static JsonElement Signature(string name) =>
        s_root.GetProperty("signatures").EnumerateArray().Single(v => v.GetProperty("name").GetString() == name);

    public static IEnumerable<JsonElement> Crc64 => s_root.GetProperty("crc64").EnumerateArray();

    public static IEnumerable<JsonElement> Combinations => s_root.GetProperty("crc64_combine").EnumerateArray();

    public static ulong Hex(JsonElement element, string name) => Convert.ToUInt64(element.GetProperty(name).GetString(), 16);

    private static JsonElement Read()
    {
        using var stream = typeof(Vectors).Assembly.GetManifestResourceStream("oss-vectors.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
