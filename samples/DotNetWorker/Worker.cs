using System.Globalization;
using Pai.Jobs;

namespace DotNetWorker;

/// <summary>The job's side: the same record, filled from what the job was given.</summary>
internal static class Worker
{
    /// <summary>Reports why it failed, and gives the exit code.</summary>
    public static Task<int> RunAsync() => JobContext.RunAsync(MainAsync);

    private static async Task MainAsync(JobContext context)
    {
        var job = SpellsJob.FromEnvironment();
        var days = new List<Day>();
        await foreach (var line in context.Input(job.Weather).ReadLinesAsync(cancellationToken: context.Stopping))
            if (Day.TryParse(line, out var day) && day.Date >= job.From && day.Date <= (job.To ?? DateOnly.MaxValue)) days.Add(day);
        Console.WriteLine($"{days.Count} days in {job.Weather.FilePath}; wet is from {job.WetFrom} mm on");
        if (days.Count == 0) throw new JobFailureException("no-days", $"There are no days from {job.From:O} on.");

        var years = new List<(int Year, Spell Dry, Spell Wet)>();
        var all = days.GroupBy(d => d.Date.Year).ToList();
        foreach (var year in all)
        {
            years.Add((
                year.Key,
                Spell.Longest(year, d => d.Precipitation < job.WetFrom),
                Spell.Longest(year, d => d.Precipitation >= job.WetFrom)));
            context.ReportMetric("dry-days", years[^1].Dry.Days, year.Key);
            context.ReportProgress((double)years.Count / all.Count, $"{year.Key}");
        }

        var table = context.Output(job.Table!);
        await table.WriteAllTextAsync("spells.csv", string.Concat(years
            .Select(y => string.Create(CultureInfo.InvariantCulture, $"{y.Year},{y.Dry},{y.Wet}\n"))
            .Prepend("year,dry_days,dry_from,wet_days,wet_from\n")));
        await table.PublishAsync();

        var chart = context.Output(job.Chart!);
        await chart.WriteAllTextAsync("spells.svg", SpellChart.Draw([.. years.Select(y => (y.Year, y.Dry.Days, y.Wet.Days))]));
        await chart.PublishAsync();
        Console.WriteLine($"wrote {table} and {chart}");
    }
}
