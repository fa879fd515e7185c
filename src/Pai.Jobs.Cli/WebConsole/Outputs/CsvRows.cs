using System.Text;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>
/// Rows of a CSV file as RFC 4180 has them, and those that it does not: any line end, quotes within a field, a quote that is never closed.
/// Nothing is an error, since a person only looks at it.
/// </summary>
internal static class CsvRows
{
    /// <summary>At most so many rows with at most so many columns; the rest is left out.</summary>
    public static List<IReadOnlyList<string>> Read(string text, char separator, int maxRows, int maxColumns, out bool isTruncated)
    {
        var rows = new List<IReadOnlyList<string>>();
        var row = new List<string>();
        var field = new StringBuilder();
        var at = 0;
        isTruncated = false;
        while (at < text.Length && rows.Count < maxRows)
        {
            var c = text[at++];
            if (c == '"' && field.Length == 0) at = ReadQuoted(text, at, field);
            else if (c == separator) isTruncated |= !End(row, field, maxColumns);
            else if (c is '\r' or '\n')
            {
                if (c == '\r' && at < text.Length && text[at] == '\n') at++;
                isTruncated |= !End(row, field, maxColumns);
                // An empty line is no row.
                if (row is not [""]) rows.Add([.. row]);
                row.Clear();
            }
            else field.Append(c);
        }

        if (rows.Count < maxRows && (row.Count > 0 || field.Length > 0))
        {
            isTruncated |= !End(row, field, maxColumns);
            rows.Add(row);
        }

        isTruncated |= at < text.Length;
        return rows;
    }

    private static int ReadQuoted(string text, int at, StringBuilder field)
    {
        while (at < text.Length)
        {
            if (text[at] != '"')
            {
                field.Append(text[at++]);
                continue;
            }

            at++;
            if (at == text.Length || text[at] != '"') return at;
            field.Append(text[at++]);
        }

        return at;
    }

    private static bool End(List<string> row, StringBuilder field, int maxColumns)
    {
        var text = field.ToString();
        field.Clear();
        if (row.Count >= maxColumns) return false;
        row.Add(text);
        return true;
    }
}
