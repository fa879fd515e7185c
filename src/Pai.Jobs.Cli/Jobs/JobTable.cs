using Pai.Jobs.Cli.Terminal;
using Spectre.Console;

namespace Pai.Jobs.Cli.Jobs;

/// <summary>Jobs as rows for people.</summary>
internal static class JobTable
{
    /// <summary>A row for each job, with its cost where the session has prices.</summary>
    public static TextTable Create(IEnumerable<JobInfo> jobs, PaiSession session)
    {
        var now = session.TimeProvider.GetUtcNow();
        var hasCosts = HasCosts(session);
        string[] columns = ["id", "name", "status", "age>", "time>", "nodes>", "record"];
        var table = new TextTable(hasCosts ? [.. columns, "cost>"] : columns);
        foreach (var job in jobs)
        {
            List<TextTable.Cell> cells =
            [
                job.Id,
                job.Name,
                new TextTable.Cell(StatusOf(job), StyleOf(job.Status)),
                Amounts.Time(now - job.CreatedAt),
                job.StartedAt is { } started ? Amounts.Time((job.FinishedAt ?? now) - started) : "",
                job.NodeCount.ToString(System.Globalization.CultureInfo.InvariantCulture),
                job.RecordName,
            ];
            if (hasCosts) cells.Add(CostOf(session.CostOf(job)));
            table.Add([.. cells]);
        }

        return table;
    }

    /// <summary>True if jobs of the session have a cost to be shown.</summary>
    public static bool HasCosts(PaiSession session) => !session.Backend.IsFree && session.Settings.Prices is not null;

    /// <summary>The amount alone.</summary>
    public static string CostOf(JobCost? cost) => cost?.Amount?.ToString() ?? "not known";

    /// <summary>The status, as the service wrote it where this version does not know it.</summary>
    public static string StatusOf(JobInfo job) =>
        job.Status == JobStatus.Unknown ? job.StatusText ?? nameof(JobStatus.Unknown) : job.Status.ToString();

    public static Style StyleOf(JobStatus status) =>
        status.IsSuccess() ? new(Color.Green)
        : status.HasResult() ? new(status == JobStatus.Stopped ? Color.Yellow : Color.Red)
        : status == JobStatus.Running ? new(Color.Blue)
        : Style.Plain;
}
