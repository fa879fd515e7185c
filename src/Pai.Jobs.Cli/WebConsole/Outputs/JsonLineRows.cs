using System.Text.Json;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>
/// Lines of JSON as rows: an object's members are columns; what is not an object, or not JSON, stands in the column <c>value</c>.
/// </summary>
internal static class JsonLineRows
{
    private const string Other = "value";

    private static readonly JsonDocumentOptions s_reading = new() { MaxDepth = 64 };

    public static (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) Read(
        string text, int maxRows, int maxColumns, out bool isTruncated)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = new List<Dictionary<int, string>>();
        isTruncated = false;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text[range].Trim();
            if (line.Length == 0) continue;
            if (rows.Count == maxRows)
            {
                isTruncated = true;
                break;
            }

            var row = new Dictionary<int, string>();
            foreach (var (name, value) in Members(line))
            {
                if (!columns.TryGetValue(name, out var column))
                {
                    if (columns.Count == maxColumns)
                    {
                        isTruncated = true;
                        continue;
                    }

                    columns[name] = column = columns.Count;
                }

                row[column] = value;
            }

            rows.Add(row);
        }

        var width = columns.Count;
        return ([.. columns.Keys], [.. rows.Select(Whole)]);

        IReadOnlyList<string> Whole(Dictionary<int, string> row) =>
            [.. Enumerable.Range(0, width).Select(column => row.GetValueOrDefault(column, ""))];
    }

    private static List<(string Name, string Value)> Members(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, s_reading);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? [.. root.EnumerateObject().Select(m => (m.Name, TextOf(m.Value)))]
                : [(Other, TextOf(root))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a character that takes two.
            return [(Other, line)];
        }
    }

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ValueKind == JsonValueKind.Null ? "" : value.GetRawText();
}
