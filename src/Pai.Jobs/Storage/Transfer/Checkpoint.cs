using System.Text;
using System.Text.Json;

namespace Pai.Jobs.Internal.Storage;

/// <summary>
/// The file in which an unfinished transfer notes its parts: a line of JSON about the transfer, then one for each complete part. Lines are
/// added only, so a crash loses the last line at most.
/// </summary>
/// <remarks>It is a hint and not the truth: of what it says, a resumed transfer believes only what the bytes themselves confirm.</remarks>
internal sealed class Checkpoint : IDisposable
{
    private const int MaxBytes = 8 << 20;

    private readonly Lock _gate = new();
    private readonly FileStream _file;

    private Checkpoint(string path, CheckpointHeader header, FileStream file) => (Path, Header, _file) = (path, header, file);

    public string Path { get; }

    public CheckpointHeader Header { get; }

    /// <summary>Starts a file, in the place of one that is there.</summary>
    public static Checkpoint Create(string path, CheckpointHeader header, IEnumerable<CheckpointPart> parts)
    {
        var lines = new StringBuilder().Append(JsonSerializer.Serialize(header, CheckpointJson.Default.CheckpointHeader)).Append('\n');
        foreach (var part in parts) lines.Append(Line(part));
        var partial = path + ".new";
        File.WriteAllText(partial, lines.ToString());
        File.Move(partial, path, overwrite: true);
        return new(path, header, new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
    }

    /// <summary>Adds a part that is complete.</summary>
    public void Add(CheckpointPart part)
    {
        var line = Encoding.UTF8.GetBytes(Line(part));
        lock (_gate) _file.Write(line);
    }

    /// <summary>Reads a file; null for none, and for one that is damaged: the transfer starts again.</summary>
    public static (CheckpointHeader Header, IReadOnlyList<CheckpointPart> Parts)? Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length <= MaxBytes ? Parse(File.ReadAllBytes(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the bytes of a file; null when any of it but a line without its end is not in order.</summary>
    public static (CheckpointHeader Header, IReadOnlyList<CheckpointPart> Parts)? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (NextLine(ref bytes) is not { } first) return null;
            var header = JsonSerializer.Deserialize(first.Span, CheckpointJson.Default.CheckpointHeader);
            if (header is null || !IsInOrder(header)) return null;
            var count = PartSizes.CountOf(header.Size, header.PartSize);
            var parts = new SortedDictionary<int, CheckpointPart>();
            while (NextLine(ref bytes) is { } line)
            {
                var part = JsonSerializer.Deserialize(line.Span, CheckpointJson.Default.CheckpointPart);
                if (part is null || part.Number < 1 || part.Number > count) return null;
                parts[part.Number] = part;
            }

            return (header, [.. parts.Values]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Line(CheckpointPart part) => JsonSerializer.Serialize(part, CheckpointJson.Default.CheckpointPart) + "\n";

    private static bool IsInOrder(CheckpointHeader header) =>
        header is { Version: CheckpointHeader.CurrentVersion, Kind: "upload" or "download", Size: >= 0 }
        && header.PartSize is >= PartSizes.Smallest and <= PartSizes.Largest
        && header.Size <= header.PartSize * PartSizes.MaxCount;

    /// <summary>The next line that has its end; null when there is none.</summary>
    private static ReadOnlyMemory<byte>? NextLine(ref ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        if (end < 0) return null;
        var line = bytes[..end].ToArray();
        bytes = bytes[(end + 1)..];
        return line;
    }
}
