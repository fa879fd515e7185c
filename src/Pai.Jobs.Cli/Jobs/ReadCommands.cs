using System.CommandLine;
using System.Globalization;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;
using Spectre.Console;

namespace Pai.Jobs.Cli.Jobs;

/// <summary><c>jobs events</c>.</summary>
internal static class EventsCommand
{
    public static CliCommand Create(CliOptions options, string name)
    {
        var job = JobSession.OneJob();
        return new CliCommand("events", "List what happened to a job.", $"pai-jobs {name} events JOB") { job }.Does(options, async cli =>
        {
            var run = await JobSession.FindAsync(cli, job);
            var events = new List<JobEvent>();
            await foreach (var e in run.ReadEventsAsync(cli.CancellationToken)) events.Add(e);
            if (cli.IsJson)
            {
                CliJson.Write<IReadOnlyList<EventJson>>([.. events.Select(EventJson.Of)]);
                return;
            }

            var table = new TextTable("time", "severity", "source", "reason", "message");
            foreach (var e in events)
            {
                var style = e.Severity == EventSeverity.Information ? Style.Plain : new(Color.Yellow);
                table.Add(Times.Of(e.Time), new TextTable.Cell(e.Severity.ToString(), style), e.Source, e.Reason, e.Message);
            }

            if (table.IsEmpty) cli.Terminal.WriteTalk("No events.");
            else table.WriteTo(cli.Terminal.Data);
        });
    }
}

/// <summary><c>jobs metrics</c>.</summary>
internal static class MetricsCommand
{
    public static CliCommand Create(CliOptions options, string name)
    {
        var job = JobSession.OneJob();
        var kinds = new Option<MetricKind[]>("--metric", "-m")
        {
            Description = "This metric only. It may be given several times.",
            HelpName = "metric",
        };
        kinds.CompletionSources.Add(Enum.GetNames<MetricKind>());
        var node = new Option<string?>("--node") { Description = "The metrics of one node." };
        var since = new Option<string?>("--since")
        {
            Description = "Measurements since then: 10m, 2026-01-31T12:00:00Z.",
            HelpName = "time",
        };
        var all = new Option<bool>("--all")
        {
            Description = "Every measurement. Default: the last, the mean and the highest of each metric.",
        };
        return new CliCommand(
            "metrics", "Show what a job used: processors, memory, disk, GPUs.", $"pai-jobs {name} metrics JOB --metric MemoryBytes --all")
        {
            job, kinds, node, since, all,
        }.Does(options, async cli =>
        {
            var run = await JobSession.FindAsync(cli, job);
            var query = new MetricQuery
            {
                Kinds = cli.Get(kinds) ?? [],
                Node = cli.Get(node),
                Since = cli.Get(since) is { } from ? TimeText.Time(from, "--since", cli.Session.TimeProvider.GetUtcNow()) : null,
            };
            var points = new List<MetricPoint>();
            await foreach (var point in run.ReadMetricsAsync(query, cli.CancellationToken)) points.Add(point);
            if (cli.IsJson) CliJson.Write<IReadOnlyList<MetricJson>>([.. points.Select(MetricJson.Of)]);
            else if (points.Count == 0) cli.Terminal.WriteTalk("No measurements.");
            else (cli.Get(all) ? All(points) : Sums(points)).WriteTo(cli.Terminal.Data);
        });
    }

    private static TextTable All(List<MetricPoint> points)
    {
        var table = new TextTable("time", "metric", "node", "value>");
        foreach (var point in points) table.Add(Times.Of(point.Time), point.Kind.ToString(), point.Node, ValueOf(point.Kind, point.Value));
        return table;
    }

    private static TextTable Sums(List<MetricPoint> points)
    {
        var table = new TextTable("metric", "node", "last>", "mean>", "highest>", "points>");
        foreach (var group in points.GroupBy(p => (p.Kind, p.Node)))
        {
            var kind = group.Key.Kind;
            table.Add(
                kind.ToString(),
                group.Key.Node,
                ValueOf(kind, group.MaxBy(p => p.Time).Value),
                ValueOf(kind, group.Average(p => p.Value)),
                ValueOf(kind, group.Max(p => p.Value)),
                group.Count().ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }

    /// <summary>The value with its unit.</summary>
    private static string ValueOf(MetricKind kind, double value) => kind switch
    {
        MetricKind.CpuCores => value.ToString("0.##", CultureInfo.InvariantCulture) + " cores",
        MetricKind.GpuUtilization => value.ToString("0.#%", CultureInfo.InvariantCulture),
        MetricKind.MemoryBytes or MetricKind.DiskBytes or MetricKind.GpuMemoryBytes => Amounts.Bytes(value),
        _ => Amounts.Bytes(value) + "/s",
    };
}

/// <summary><c>jobs why</c>.</summary>
internal static class WhyCommand
{
    public static CliCommand Create(CliOptions options, string name)
    {
        var job = JobSession.OneJob();
        return new CliCommand("why", "Find out why a job waits, or why it ended as it did.", $"pai-jobs {name} why JOB") { job }
            .Does(options, async cli =>
            {
                var run = await JobSession.FindAsync(cli, job);
                var why = await run.ExplainAsync(cli.CancellationToken);
                if (cli.IsJson)
                {
                    CliJson.Write<ExplanationJson>(
                        new(JobJson.Of(why.Job, cli.Session), why.Summary, why.Evidence, why.Alternatives));
                }
                else CliTerminal.WriteData(Printable.Of(why.ToString(), keepLineEnds: true));
            });
    }
}

/// <summary>Times in rows: UTC, to the second.</summary>
internal static class Times
{
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
