using System.Globalization;

namespace DotNetWorker;

/// <summary>What the job needs of a day: its date, and its precipitation in millimetres.</summary>
internal readonly record struct Day(DateOnly Date, double Precipitation);

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
