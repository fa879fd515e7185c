using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Jobs;

/// <summary><c>jobs list</c>.</summary>
internal static class ListCommand
{
    public static CliCommand Create(CliOptions options, string name)
    {
        var statuses = new Option<JobStatus[]>("--status", "-s")
        {
            Description = "Jobs with this status. It may be given several times.",
            HelpName = "status",
        };
        statuses.CompletionSources.Add(Enum.GetNames<JobStatus>());
        var part = new Option<string?>("--name", "-n") { Description = "Jobs with this string in their name, in any case." };
        var record = new Option<string?>("--record") { Description = "Jobs of this record: its full name in C#." };
        var labels = new Option<string[]>("--label", "-l")
        {
            Description = "Jobs with this label. It may be given several times.",
            HelpName = "name=value",
        };
        var since = new Option<string?>("--since") { Description = "Jobs created since then: 2h, 7d, 2026-01-31.", HelpName = "time" };
        var until = new Option<string?>("--until") { Description = "Jobs created before then.", HelpName = "time" };
        var mine = new Option<bool>("--mine") { Description = "Only jobs submitted with these credentials." };
        var count = new Option<int>("--max") { Description = "At most so many, the newest; 0 for all.", DefaultValueFactory = _ => 50 };
        return new CliCommand(
            "list",
            "List jobs, the newest first.",
            $"pai-jobs {name} list --status Running --since 1d",
            $"pai-jobs {name} list --label team=search --output json")
        {
            statuses, part, record, labels, since, until, mine, count,
        }.Does(options, async cli =>
        {
            if (cli.Get(count) < 0) throw new UsageException($"--max is {cli.Get(count)}; it must be 0 (all) or more.");
            var session = JobSession.Of(cli);
            var now = session.TimeProvider.GetUtcNow();
            var query = new JobQuery
            {
                Statuses = cli.Get(statuses) ?? [],
                NameContains = cli.Get(part),
                RecordName = cli.Get(record),
                Labels = NamedValues.Read(cli.Get(labels), "--label"),
                CreatedSince = cli.Get(since) is { } from ? TimeText.Time(from, "--since", now) : null,
                CreatedUntil = cli.Get(until) is { } to ? TimeText.Time(to, "--until", now) : null,
                OnlyMine = cli.Get(mine),
                MaxCount = cli.Get(count) is not 0 and var most ? most : null,
            };
            var jobs = new List<JobInfo>();
            await foreach (var job in session.ListJobsAsync(query, cli.CancellationToken)) jobs.Add(job);
            if (cli.IsJson)
            {
                CliJson.Write<IReadOnlyList<JobJson>>([.. jobs.Select(j => JobJson.Of(j, session))]);
                return;
            }

            if (jobs.Count == 0) cli.Terminal.WriteTalk("No jobs.");
            else JobTable.Create(jobs, session).WriteTo(cli.Terminal.Data);
            if (jobs.Count == query.MaxCount) cli.Terminal.WriteTalk($"These are the newest {jobs.Count}; there may be more (--max 0).");
        });
    }
}
