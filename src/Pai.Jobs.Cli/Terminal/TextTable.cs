using Spectre.Console;

namespace Pai.Jobs.Cli.Terminal;

/// <summary>Rows in columns, a line for each row, without spaces at its end: other programs can read it.</summary>
/// <remarks>The tables of Spectre.Console pad each row to the width of the table, and break long ones.</remarks>
internal sealed class TextTable
{
    private const string Gap = "  ";

    private readonly List<bool> _isRight = [];
    private readonly List<Cell[]> _rows = [];
    private readonly int _headers;

    /// <summary>Creates a table.</summary>
    /// <param name="columns">The headers; none for rows alone. One that ends with <c>&gt;</c> is aligned to the right.</param>
    public TextTable(params string[] columns)
    {
        if (columns.Length == 0) return;
        _isRight.AddRange(columns.Select(c => c.EndsWith('>')));
        _rows.Add([.. columns.Select(c => new Cell(c.TrimEnd('>').ToUpperInvariant(), new(decoration: Decoration.Dim)))]);
        _headers = 1;
    }

    public bool IsEmpty => _rows.Count == _headers;

    public void Add(params string?[] cells) => Add([.. cells.Select(cell => new Cell(cell))]);

    public void Add(params Cell[] cells) => _rows.Add([.. cells.Select(c => c with { Text = Printable.Of(c.Text) })]);

    public void WriteTo(IAnsiConsole console)
    {
        var widths = Enumerable.Range(0, _rows.Max(r => r.Length)).Select(i => _rows.Max(r => i < r.Length ? Width(r[i]) : 0)).ToArray();
        foreach (var row in _rows)
        {
            var last = Array.FindLastIndex(row, c => !string.IsNullOrEmpty(c.Text));
            for (var i = 0; i <= last; i++)
            {
                var space = new string(' ', widths[i] - Width(row[i]));
                var isRight = i < _isRight.Count && _isRight[i];
                if (isRight) console.Write(space);
                console.Write(row[i].Text ?? "", row[i].Style ?? Style.Plain);
                if (i == last) break;
                console.Write(isRight ? Gap : space + Gap);
            }

            console.WriteLine();
        }
    }

    /// <summary>The cells that a terminal needs: a Chinese character takes two.</summary>
    private static int Width(Cell cell) => cell.Text is null ? 0 : new Markup(Markup.Escape(cell.Text)).Length;

    /// <summary>A string and its color.</summary>
    internal readonly record struct Cell(string? Text, Style? Style = null)
    {
        public static implicit operator Cell(string? text) => new(text);
    }
}
