using System.CommandLine;
using System.Globalization;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;

namespace Pai.Jobs.Cli.Jobs;

/// <summary><c>jobs logs</c>.</summary>
internal static class LogsCommand
{
    public static CliCommand Create(CliOptions options, string name)
    {
        var job = JobSession.OneJob();
        var follow = new Option<bool>("--follow", "-f") { Description = "Continue until the job has ended." };
        var tail = new Option<int?>("--tail", "-n") { Description = "Only so many lines from the end.", HelpName = "lines" };
        var node = new Option<string?>("--node") { Description = "The lines of one node, for instance worker-0." };
        var contains = new Option<string?>("--contains")
        {
            Description = "Lines that contain this string, in any case.",
            HelpName = "string",
        };
        var since = new Option<string?>("--since")
        {
            Description = "Lines written since then: 10m, 2026-01-31T12:00:00Z.",
            HelpName = "time",
        };
        var until = new Option<string?>("--until") { Description = "Lines written before then.", HelpName = "time" };
        var times = new Option<bool>("--timestamps", "-t") { Description = "The time (UTC) before each line." };
        return new CliCommand(
            "logs",
            "Print the log of a job.",
            $"pai-jobs {name} logs -f JOB",
            $"pai-jobs {name} logs JOB --tail 100 --contains error --timestamps")
        {
            job, follow, tail, node, contains, since, until, times,
        }.Does(options, async cli =>
        {
            var run = await JobSession.FindAsync(cli, job);
            var now = cli.Session.TimeProvider.GetUtcNow();
            var query = new LogQuery
            {
                Follow = cli.Get(follow),
                Tail = cli.Get(tail),
                Node = cli.Get(node),
                Contains = cli.Get(contains),
                Since = cli.Get(since) is { } from ? TimeText.Time(from, "--since", now) : null,
                Until = cli.Get(until) is { } to ? TimeText.Time(to, "--until", now) : null,
            };
            var writer = new LogWriter(cli, hasTimes: cli.Get(times), hasNodes: run.Info.NodeCount > 1 && query.Node is null);
            if (query.Follow) cli.InterruptNote = $"The job continues. pai-jobs {name} logs -f {run.Id} shows its log again.";
            await foreach (var line in run.ReadLogsAsync(query, cli.CancellationToken))
            {
                if (OutputPipe.IsClosed()) throw new OutputClosedException();
                writer.Write(line);
            }
        });
    }
}

/// <summary>Writes the lines of a log to standard output.</summary>
internal sealed class LogWriter(CliContext cli, bool hasTimes, bool hasNodes)
{
    public void Write(LogLine line)
    {
        if (cli.IsJson)
        {
            CliJson.WriteLine(LineJson.Of(line));
            return;
        }

        var time = hasTimes && line.Time is { } t
            ? string.Create(CultureInfo.InvariantCulture, $"{t.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} ")
            : "";
        var node = hasNodes && line.Node is { } name ? $"[{name}] " : "";
        // A report of the job is shown in words.
        Console.Out.WriteLine(time + node + line);
    }
}
