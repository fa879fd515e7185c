using System.Globalization;

namespace DotNetWorker;

/// <summary>What the job needs of a day: its date, and its precipitation in millimetres.</summary>
internal readonly record struct Day(DateOnly Date, double Precipitation)
{
    /// <summary>Reads a line of the table; its header is not a day.</summary>
    public static bool TryParse(string line, out Day day)
    {
        var cells = line.Split(',');
        day = default;
        if (cells.Length < 2 || !DateOnly.TryParse(cells[0], CultureInfo.InvariantCulture, out var date)) return false;
        if (!double.TryParse(cells[1], CultureInfo.InvariantCulture, out var precipitation)) return false;
        day = new(date, precipitation);
        return true;
    }
}

/// <summary>Days of one kind in a row.</summary>
internal readonly record struct Spell(DateOnly From, int Days)
{
    public static Spell Longest(IEnumerable<Day> days, Func<Day, bool> belongs)
    {
        Spell longest = default, current = default;
        foreach (var day in days)
        {
            current = !belongs(day) ? default : current.Days == 0 ? new(day.Date, 1) : current with { Days = current.Days + 1 };
            if (current.Days > longest.Days) longest = current;
        }

        return longest;
    }

    /// <summary>Two cells of a table.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Days},{From:yyyy-MM-dd}");
}
