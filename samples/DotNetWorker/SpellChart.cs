using System.Globalization;
using System.Text;

namespace DotNetWorker;

/// <summary>Draws a pair of bars for each year.</summary>
internal static class SpellChart
{
    private const int Width = 720, Height = 400, Left = 60, Right = 30, Top = 90, Bottom = 45;
    private const string Dry = "#e8a33b", Wet = "#4a90d9", Text = "#3e4c59", Grid = "#e4e7eb";

    public static string Draw(IReadOnlyList<(int Year, int Dry, int Wet)> years)
    {
        var step = years.Max(y => Math.Max(y.Dry, y.Wet)) > 50 ? 20 : 10;
        var top = (years.Max(y => Math.Max(y.Dry, y.Wet)) / step + 1) * step;
        var slot = (double)(Width - Left - Right) / years.Count;
        var svg = new StringBuilder();
        Add($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}"
                font-family="sans-serif" font-size="13" fill="{Text}">
            """);
        Add($"""<rect width="{Width}" height="{Height}" fill="white"/>""");
        Add($"""<text x="{Left}" y="34" font-size="19" font-weight="bold">Longest dry and wet spells in Seattle</text>""");
        Add($"""<rect x="{Left}" y="51" width="12" height="12" fill="{Dry}"/><text x="{Left + 18}" y="62">dry, days in a row</text>""");
        Add($"""<rect x="{Left + 160}" y="51" width="12" height="12" fill="{Wet}"/>""");
        Add($"""<text x="{Left + 178}" y="62">wet, days in a row</text>""");
        for (var days = 0; days <= top; days += step)
        {
            Add($"""<line x1="{Left}" x2="{Width - Right}" y1="{Y(days):0.#}" y2="{Y(days):0.#}" stroke="{(days == 0 ? Text : Grid)}"/>""");
            Add($"""<text x="{Left - 10}" y="{Y(days) + 4:0.#}" text-anchor="end">{days}</text>""");
        }

        for (var i = 0; i < years.Count; i++)
        {
            var middle = Left + (i + 0.5) * slot;
            Bar(middle - slot * 0.3, years[i].Dry, Dry);
            Bar(middle, years[i].Wet, Wet);
            Add($"""<text x="{middle:0.#}" y="{Height - Bottom + 22}" text-anchor="middle">{years[i].Year}</text>""");
        }

        Add($"</svg>");
        return svg.ToString();

        double Y(int days) => Height - Bottom - (double)days / top * (Height - Bottom - Top);

        void Bar(double x, int days, string color)
        {
            var height = Height - Bottom - Y(days);
            Add($"""<rect x="{x:0.#}" y="{Y(days):0.#}" width="{slot * 0.3:0.#}" height="{height:0.#}" fill="{color}"/>""");
            Add($"""<text x="{x + slot * 0.15:0.#}" y="{Y(days) - 6:0.#}" text-anchor="middle">{days}</text>""");
        }

        void Add(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
