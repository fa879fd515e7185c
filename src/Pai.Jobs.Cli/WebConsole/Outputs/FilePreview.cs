using System.Text;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The beginning of a file, in a form that a page can show. What it is follows from its bytes first, then from its name.</summary>
internal static class FilePreview
{
    private const int MaxCell = 1000;

    private static readonly (byte[] Magic, int At, string Type)[] s_images =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], 0, "image/png"),
        ([0xFF, 0xD8, 0xFF], 0, "image/jpeg"),
        ("GIF87a"u8.ToArray(), 0, "image/gif"),
        ("GIF89a"u8.ToArray(), 0, "image/gif"),
        ("WEBP"u8.ToArray(), 8, "image/webp"),
        ("ftypavif"u8.ToArray(), 4, "image/avif"),
    ];

    /// <summary>The kind of a file by its first bytes.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="head">Its beginning.</param>
    /// <param name="size">Its size; null if it is not known.</param>
    /// <param name="isWhole">True if the beginning is all of it.</param>
    public static PreviewJson Of(string name, ReadOnlySpan<byte> head, long? size, bool isWhole)
    {
        if (ImageType(head) is { } image) return new("image", image, size, Truncated: false);
        if (!TryDecode(head, isWhole, out var text)) return new("binary", "application/octet-stream", size);
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".svg" => new("svg", "image/svg+xml", size, Truncated: !isWhole),
            ".csv" => Table(text, ',', "text/csv", size, isWhole),
            ".tsv" or ".tab" => Table(text, '\t', "text/tab-separated-values", size, isWhole),
            ".jsonl" or ".ndjson" => Lines(text, size, isWhole),
            _ => new("text", "text/plain", size, text, Truncated: !isWhole),
        };
    }

    private static string? ImageType(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, at, type) in s_images)
            if (head.Length >= at + magic.Length && head.Slice(at, magic.Length).SequenceEqual(magic)) return type;
        return null;
    }

    /// <summary>Text is UTF-8 without NUL; the last character of a part may be cut.</summary>
    private static bool TryDecode(ReadOnlySpan<byte> bytes, bool isWhole, out string text)
    {
        text = "";
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[3..];
        if (bytes.Contains((byte)0)) return false;
        if (!isWhole)
        {
            for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
            {
                var b = bytes[^back];
                if ((b & 0xC0) == 0x80) continue;
                if (b >= 0xC0) bytes = bytes[..^back];
                break;
            }
        }

        if (!System.Text.Unicode.Utf8.IsValid(bytes)) return false;
        text = Encoding.UTF8.GetString(bytes);
        return true;
    }

    private static PreviewJson Table(string text, char separator, string type, long? size, bool isWhole)
    {
        var rows = CsvRows.Read(
            WholeLines(text, isWhole), separator, ConsoleLimits.TableRows + 1, ConsoleLimits.TableColumns, out var isTruncated);
        // The first row names the columns; the others may be longer.
        var width = rows.Count == 0 ? 0 : rows.Max(r => r.Count);
        var names = rows is [var first, ..] ? first : [];
        return new(
            "table",
            type,
            size,
            Columns: [.. Enumerable.Range(0, width).Select(i => i < names.Count ? Cut(names[i]) : "")],
            Rows: [.. rows.Skip(1).Select(r => (IReadOnlyList<string>)[.. r.Select(Cut)])],
            Truncated: isTruncated || !isWhole);
    }

    private static PreviewJson Lines(string text, long? size, bool isWhole)
    {
        var (columns, rows) = JsonLineRows.Read(
            WholeLines(text, isWhole), ConsoleLimits.TableRows, ConsoleLimits.TableColumns, out var isTruncated);
        return new(
            "table",
            "application/jsonl",
            size,
            Columns: [.. columns.Select(Cut)],
            Rows: [.. rows.Select(r => (IReadOnlyList<string>)[.. r.Select(Cut)])],
            Truncated: isTruncated || !isWhole);
    }

    /// <summary>Without the last line where it may be half there.</summary>
    private static string WholeLines(string text, bool isWhole) =>
        isWhole ? text : text.LastIndexOf('\n') is >= 0 and var end ? text[..(end + 1)] : text;

    private static string Cut(string text) => text.Length <= MaxCell ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MaxCell - 1]) ? MaxCell - 1 : MaxCell), "…");
}
