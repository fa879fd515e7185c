using Spectre.Console;

namespace Pai.Jobs.Cli.Terminal;

/// <summary>Rows with a header, in columns; a row for each line, so that other programs can read it.</summary>
internal sealed class TextTable
{
    private readonly Table _table = new() { Border = TableBorder.None, ShowHeaders = true };
    private int _rows;

    public TextTable(params string[] columns)
    {
        foreach (var column in columns)
        {
            // A column whose name ends with > is aligned to the right.
            var right = column.EndsWith('>');
            var header = new TableColumn(new Text((right ? column[..^1] : column).ToUpperInvariant(), new(decoration: Decoration.Dim)))
            {
                NoWrap = true,
                Padding = new(0, 0, 2, 0),
                Alignment = right ? Justify.Right : Justify.Left,
            };
            _table.AddColumn(header);
        }
    }

    public bool IsEmpty => _rows == 0;

    public void Add(params string?[] cells) => Add([.. cells.Select(cell => new Cell(cell))]);

    public void Add(params Cell[] cells)
    {
        _rows++;
        _table.AddRow(cells.Select(c => new Text(Printable.Of(c.Text), c.Style)));
    }

    public void WriteTo(IAnsiConsole console) => console.Write(_table);

    /// <summary>A string and its color.</summary>
    internal readonly record struct Cell(string? Text, Style? Style = null)
    {
        public static implicit operator Cell(string? text) => new(text);
    }
}
