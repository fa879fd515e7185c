using Pai.Jobs.Cli.Terminal;
using Spectre.Console;

namespace Pai.Jobs.Cli.Jobs;

/// <summary>Jobs as rows for people.</summary>
internal static class JobTable
{
    public static TextTable Create(IEnumerable<JobInfo> jobs, DateTimeOffset now)
    {
        var table = new TextTable("id", "name", "status", "age>", "time>", "nodes>", "record");
        foreach (var job in jobs)
        {
            table.Add(
                job.Id,
                job.Name,
                new TextTable.Cell(StatusOf(job), StyleOf(job.Status)),
                Amounts.Time(now - job.CreatedAt),
                job.StartedAt is { } started ? Amounts.Time((job.FinishedAt ?? now) - started) : "",
                job.NodeCount.ToString(System.Globalization.CultureInfo.InvariantCulture),
                job.RecordName);
        }

        return table;
    }

    /// <summary>The status, as the service wrote it where this version does not know it.</summary>
    public static string StatusOf(JobInfo job) =>
        job.Status == JobStatus.Unknown ? job.StatusText ?? nameof(JobStatus.Unknown) : job.Status.ToString();

    public static Style StyleOf(JobStatus status) =>
        status.IsSuccess() ? new(Color.Green)
        : status.HasResult() ? new(status == JobStatus.Stopped ? Color.Yellow : Color.Red)
        : status == JobStatus.Running ? new(Color.Blue)
        : Style.Plain;
}
