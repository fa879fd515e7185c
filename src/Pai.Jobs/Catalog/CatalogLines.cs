using System.Globalization;
using System.Text;

namespace Pai.Jobs.Internal.Catalog;

/// <summary>Reads lines of columns.</summary>
internal static class CatalogLines
{
    /// <summary>The columns of each line.</summary>
    public static List<string[]> Read(ReadOnlySpan<byte> text)
    {
        var lines = new List<string[]>();
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = Encoding.UTF8.GetString(text[range]).TrimEnd('\r');
            if (line.Length > 0) lines.Add(line.Split('|'));
        }

        return lines;
    }

    /// <summary>A column of a line; null where it is empty.</summary>
    public static string? Column(this string[] line, int index) => index < line.Length && line[index].Length > 0 ? line[index] : null;

    public static double? Number(this string[] line, int index) =>
        line.Column(index) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}
