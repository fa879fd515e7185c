using System.Globalization;
using System.Text;

namespace Pai.Jobs.Cli.Catalog;

/// <summary>
/// The part of a catalog file that <c>catalog refresh</c> writes, as docs/catalog.md has the format. It stands before the lines of the
/// project's own: of two lines for one name the last counts.
/// </summary>
internal static class CatalogBlock
{
    private const string Begin = "# -- begin of pai-jobs catalog refresh: own lines go below its end, and win";
    private const string End = "# -- end of pai-jobs catalog refresh";

    /// <summary>The lines of the service, in ordinal order of their names, one for each name.</summary>
    public static List<string> Lines(IEnumerable<PaiInstanceType> types, IEnumerable<PaiImage> images, string region, List<string> leftOut)
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            if (IsInstanceType(type.Name)) lines.TryAdd(type.Name, LineOf(type));
            else leftOut.Add(type.Name);
        }

        foreach (var image in images)
        {
            // Images of other regions differ in this part of their registry only.
            var name = image.Uri.Replace(region, "{region}", StringComparison.Ordinal);
            if (IsImage(name)) lines.TryAdd(name, LineOf(name, image, region));
            else leftOut.Add(image.Uri);
        }

        return [.. lines.Where(l => !l.Key.Contains('/')).Concat(lines.Where(l => l.Key.Contains('/'))).Select(l => l.Value)];
    }

    /// <summary>The lines that a file has in its block; none if it has no block.</summary>
    /// <exception cref="PaiException">The block has no end.</exception>
    public static List<string> Read(string text) => Split(text).Block;

    /// <summary>The file with the block replaced, or put at its beginning.</summary>
    /// <exception cref="PaiException">The block has no end.</exception>
    public static string Replace(string text, List<string> lines)
    {
        var (before, _, after) = Split(text);
        var result = new StringBuilder();
        // A checkout on Windows may have other line ends; those of the file stay.
        var end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        foreach (var line in (IEnumerable<string>)[.. before, Begin, .. lines, End, .. after]) result.Append(line).Append(end);
        return result.ToString();
    }

    private static (List<string> Before, List<string> Block, List<string> After) Split(string text)
    {
        var all = text.Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        // What is behind the last line end is no line.
        if (all[^1].Length == 0) all.RemoveAt(all.Count - 1);
        var begin = all.FindIndex(l => l.StartsWith(Begin[..40], StringComparison.Ordinal));
        if (begin < 0) return ([], [], all);
        var end = all.FindIndex(begin, l => l == End);
        return end >= 0
            ? (all[..begin], all[(begin + 1)..end], all[(end + 1)..])
            : throw new PaiException($"The catalog file lacks the line \"{End}\" behind \"{all[begin]}\". Add it, or delete the block.");
    }

    private static string LineOf(PaiInstanceType type) => Line(
        type.Name,
        ("cpu", Number(type.Cpu)),
        ("memory", Number(type.MemoryGiB)),
        ("gpu", type.Gpu is 0 ? null : Number(type.Gpu)),
        ("gpu_type", type.GpuType),
        ("accelerator", AcceleratorOf(type.Accelerator is Accelerator.Cpu ? Accelerator.Unspecified : type.Accelerator)),
        ("modules", "dlc"));

    private static string LineOf(string name, PaiImage image, string region) => Line(
        name,
        ("framework", image.Framework),
        ("version", image.FrameworkVersion),
        ("accelerator", AcceleratorOf(image.Accelerator)),
        ("python", image.PythonVersion),
        ("cuda", image.CudaVersion),
        ("scope", ScopeOf(image.Scopes)),
        ("regions", region));

    /// <summary>A name and the values that are known; a value can have no line end and no separator.</summary>
    private static string Line(string name, params (string Key, string? Value)[] values) =>
        name + string.Concat(values.Where(v => !string.IsNullOrWhiteSpace(v.Value)).Select(v => $" | {v.Key}={Clean(v.Value!)}"));

    private static string Clean(string value) => string.Join(' ', value.Split((char[])['|', '\r', '\n', '\t', ' '],
        StringSplitOptions.RemoveEmptyEntries));

    private static string? Number(double? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? AcceleratorOf(Accelerator accelerator) =>
        accelerator is Accelerator.Unspecified ? null : accelerator.ToString().ToUpperInvariant();

    /// <summary>Training alone is the default.</summary>
    private static string? ScopeOf(IReadOnlyList<PaiImageScope> scopes) => scopes is [] or [PaiImageScope.Training]
        ? null
        : string.Join(',', scopes.Select(s => s.ToString().ToLowerInvariant()));

    /// <summary>A prefix, a family and a size.</summary>
    private static bool IsInstanceType(string name) =>
        (name.StartsWith("ecs.", StringComparison.Ordinal) || name.StartsWith("ml.", StringComparison.Ordinal))
        && name.Count(c => c == '.') >= 2 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');

    private static bool IsImage(string name) =>
        name.Contains('/', StringComparison.Ordinal)
        && name[0] != '#'
        && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '|');
}
