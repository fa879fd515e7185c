using System.Globalization;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;
using Spectre.Console;

namespace Pai.Jobs.Cli.Jobs;

/// <summary><c>jobs show</c>.</summary>
internal static class ShowCommand
{
    public static CliCommand Create(CliOptions options, string name)
    {
        var job = JobSession.OneJob();
        return new CliCommand("show", "Show a job: its status, its times, its outputs.", $"pai-jobs {name} show JOB") { job }
            .Does(options, async cli =>
            {
                var run = await JobSession.FindAsync(cli, job);
                if (cli.IsJson) CliJson.Write(JobJson.Of(run.Info, cli.Session));
                else Write(run.Info, cli);
            });
    }

    private static void Write(JobInfo job, CliContext cli)
    {
        var facts = new TextTable();
        var now = cli.Session.TimeProvider.GetUtcNow();
        Add("id", job.Id);
        Add("name", job.Name);
        Add("status", JobTable.StatusOf(job), JobTable.StyleOf(job.Status));
        Add("reason", string.Join(": ", new[] { job.ReasonCode, job.ReasonMessage }.Where(r => !string.IsNullOrEmpty(r))));
        Add("exit code", job.ExitCode?.ToString(CultureInfo.InvariantCulture));
        Add("record", job.RecordName);
        Add("nodes", job.NodeCount.ToString(CultureInfo.InvariantCulture));
        Add("created", TimeOf(job.CreatedAt, now));
        Add("started", TimeOf(job.StartedAt, now));
        Add("finished", TimeOf(job.FinishedAt, now));
        Add("time", job.StartedAt is { } started ? Amounts.Time((job.FinishedAt ?? now) - started) : null);
        Add("instance type", job.InstanceType);
        Add("cost", cli.Session.CostOf(job)?.ToString());
        Add("url", job.ConsoleUrl?.ToString());
        foreach (var (name, value) in job.Labels) Add("label", $"{name}={value}");
        foreach (var (name, location) in job.Outputs ?? new Dictionary<string, DataLocation>()) Add("output", $"{name}  {location}");
        facts.WriteTo(cli.Terminal.Data);

        void Add(string label, string? value, Style? style = null)
        {
            if (string.IsNullOrEmpty(value)) return;
            facts.Add(new TextTable.Cell(label, new(decoration: Decoration.Dim)), new TextTable.Cell(value, style));
        }
    }

    private static string? TimeOf(DateTimeOffset? time, DateTimeOffset now) => time is { } t
        ? string.Create(CultureInfo.InvariantCulture, $"{t.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, {Amounts.Time(now - t)} ago")
        : null;
}
