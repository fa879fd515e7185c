using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;
using Spectre.Console;

namespace Pai.Jobs.Cli.Jobs;

/// <summary>Waits for jobs, and shows how far they are.</summary>
internal static class JobWait
{
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(250);

    public static async Task ForAsync(CliContext cli, IReadOnlyList<JobRun> runs, CancellationToken cancellationToken)
    {
        var wait = Task.WhenAll(runs.Select(run => run.WaitAsync(cancellationToken)));
        if (!cli.Terminal.ShowsProgress)
        {
            await wait;
            return;
        }

        await cli.Terminal.Talk.Status().StartAsync("", async status =>
        {
            while (!wait.IsCompleted)
            {
                status.Status = Markup.Escape(Describe(runs, cli.Session.TimeProvider.GetUtcNow()));
                await Task.WhenAny(wait, Task.Delay(s_redraw, cli.Session.TimeProvider, CancellationToken.None));
            }
        });
        await wait;
    }

    /// <summary>One job with its status and how long it has had it, or the number of jobs in each status.</summary>
    private static string Describe(IReadOnlyList<JobRun> runs, DateTimeOffset now)
    {
        if (runs is [var one])
        {
            var job = one.Info;
            var since = job.StartedAt ?? job.CreatedAt;
            return $"{Printable.Of(job.Name)}  {JobTable.StatusOf(job)}  {Amounts.Time(now - since)}";
        }

        return string.Join(", ", runs.GroupBy(r => r.Status).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key}"));
    }
}
