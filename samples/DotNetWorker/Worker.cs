using System.Globalization;
using Pai.Jobs;

namespace DotNetWorker;

/// <summary>The job's side: the same record, filled from what the job was given.</summary>
internal static class Worker
{
    public static int Run()
    {
        SpellsJob job;
        try
        {
            job = SpellsJob.FromEnvironment();
        }
        catch (JobReadException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }

        var days = Read(job.Weather.FilePath!).Where(d => d.Date >= job.From && d.Date <= (job.To ?? DateOnly.MaxValue)).ToList();
        Console.WriteLine($"{days.Count} days in {job.Weather.FilePath}; wet is from {job.WetFrom} mm on");
        if (days.Count == 0) return 1;

        var years = days.GroupBy(d => d.Date.Year)
            .Select(y => (
                Year: y.Key,
                Dry: Spell.Longest(y, d => d.Precipitation < job.WetFrom),
                Wet: Spell.Longest(y, d => d.Precipitation >= job.WetFrom)))
            .ToList();
        var table = Path.Combine(job.Table!.FilePath!, "spells.csv");
        File.WriteAllLines(table, years.Select(y => string.Create(CultureInfo.InvariantCulture, $"{y.Year},{y.Dry},{y.Wet}"))
            .Prepend("year,dry_days,dry_from,wet_days,wet_from"));
        Console.WriteLine($"wrote {table}");

        var chart = Path.Combine(job.Chart!.FilePath!, "spells.svg");
        File.WriteAllText(chart, SpellChart.Draw([.. years.Select(y => (y.Year, y.Dry.Days, y.Wet.Days))]));
        Console.WriteLine($"wrote {chart}");
        return 0;
    }

    private static IEnumerable<Day> Read(string path) =>
        from line in File.ReadLines(path).Skip(1)
        let cells = line.Split(',')
        select new Day(DateOnly.Parse(cells[0], CultureInfo.InvariantCulture), double.Parse(cells[1], CultureInfo.InvariantCulture));
}
