using System.CommandLine;
using System.Diagnostics;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;

namespace Pai.Jobs.Cli.Jobs;

/// <summary><c>jobs stop</c>.</summary>
internal static class StopCommand
{
    public static CliCommand Create(CliOptions options, string name)
    {
        var jobs = JobSession.SomeJobs();
        var wait = new Option<bool>("--wait", "-w") { Description = "Wait until they have stopped." };
        return new CliCommand("stop", "Stop jobs.", $"pai-jobs {name} stop JOB --wait") { jobs, wait }.Does(options, async cli =>
        {
            var runs = await JobSession.FindAllAsync(cli, jobs);
            foreach (var run in runs)
            {
                if (run.Status.HasResult())
                {
                    cli.Terminal.WriteTalk($"{run.Id}: has ended already ({run.Status})");
                    continue;
                }

                await run.StopAsync(cli.CancellationToken);
                cli.Terminal.WriteTalk($"{run.Id}: asked to stop");
            }

            if (cli.Get(wait)) await JobWait.ForAsync(cli, runs, cli.CancellationToken);
        });
    }
}

/// <summary><c>jobs wait</c>.</summary>
internal static class WaitCommand
{
    /// <summary>The longest time of a timer; a limit above it is none.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(49);

    public static CliCommand Create(CliOptions options, string name)
    {
        var jobs = JobSession.SomeJobs();
        var limit = new Option<string?>("--timeout")
        {
            Description = "Give up after this time: 30m, 2h. The jobs continue.",
            HelpName = "time",
        };
        return new CliCommand(
            "wait", "Wait until jobs have ended. The exit code is 0 if all succeeded.", $"pai-jobs {name} wait JOB1 JOB2 --timeout 2h")
        {
            jobs, limit,
        }.Does(options, async cli =>
        {
            TimeSpan? timeout = cli.Get(limit) is { } text ? TimeText.Duration(text, "--timeout") : null;
            var runs = await JobSession.FindAllAsync(cli, jobs);
            cli.InterruptNote = "The jobs continue.";
            using var timer = timeout is { } time && time < s_longest ? new CancellationTokenSource(time, cli.Session.TimeProvider) : new();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cli.CancellationToken);
            try
            {
                await JobWait.ForAsync(cli, runs, either.Token);
            }
            catch (OperationCanceledException) when (timer.IsCancellationRequested && !cli.CancellationToken.IsCancellationRequested)
            {
                var left = runs.Count(r => !r.Status.HasResult());
                cli.Terminal.WriteError(
                    $"After {Amounts.Time(timeout!.Value)}, {left} of {runs.Count} jobs have not ended. They continue.");
                return ExitCodes.TimedOut;
            }

            if (cli.IsJson) CliJson.Write<IReadOnlyList<JobJson>>([.. runs.Select(r => JobJson.Of(r.Info, cli.Session))]);
            else JobTable.Create(runs.Select(r => r.Info), cli.Session).WriteTo(cli.Terminal.Data);
            return runs.All(r => r.Status.IsSuccess()) ? ExitCodes.Success : ExitCodes.JobFailed;
        });
    }
}

/// <summary><c>jobs open</c>.</summary>
internal static class OpenCommand
{
    public static CliCommand Create(CliOptions options, string name)
    {
        var job = JobSession.OneJob();
        return new CliCommand("open", "Open the page of a job; for a run of this machine, its folder.", $"pai-jobs {name} open JOB") { job }
            .Does(options, async cli =>
            {
                var run = await JobSession.FindAsync(cli, job);
                var url = run.ConsoleUrl ?? throw new JobException($"Job {run.Id} has no page: its backend has none.");
                if (cli.IsJson) CliJson.Write(JobJson.Of(run.Info, cli.Session));
                else CliTerminal.WriteData(url.ToString());
                if (!TryOpen(url)) cli.Terminal.WriteTalk("This machine has no program that opens pages (xdg-open). Copy the address.");
            });
    }

    private static bool TryOpen(Uri url)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(url.ToString())
            {
                UseShellExecute = true,
                // The opener's own messages are not ours.
                ErrorDialog = false,
            });
            return true;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            return false;
        }
    }
}

/// <summary><c>jobs delete</c>.</summary>
internal static class DeleteCommand
{
    public static CliCommand Create(CliOptions options, string name)
    {
        var jobs = JobSession.SomeJobs();
        return new CliCommand(
            "delete",
            "Delete jobs that have ended, with all that the backend keeps of them; the outputs of runs of this machine among it.",
            $"pai-jobs {name} delete JOB")
        {
            jobs,
        }.Does(options, async cli =>
        {
            foreach (var run in await JobSession.FindAllAsync(cli, jobs))
            {
                await run.DeleteAsync(cli.CancellationToken);
                cli.Terminal.WriteTalk($"{run.Id}: deleted");
            }
        });
    }
}

/// <summary><c>jobs clean</c>.</summary>
internal static class CleanCommand
{
    public static CliCommand Create(CliOptions options, string name)
    {
        var age = new Option<string>("--older-than")
        {
            Description = "Jobs that ended longer ago.",
            HelpName = "time",
            DefaultValueFactory = _ => "30d",
        };
        var keep = new Option<int>("--keep-last") { Description = "Keep so many of the newest, whatever their age.", HelpName = "count" };
        var delete = new Option<bool>("--delete") { Description = "Delete them. Without it they are only listed." };
        return new CliCommand(
            "clean", "List old jobs that have ended, or delete them.", $"pai-jobs {name} clean --older-than 7d --delete")
        {
            age, keep, delete,
        }.Does(options, async cli =>
        {
            var jobs = await JobSession.Of(cli).CleanUpAsync(
                new()
                {
                    OlderThan = TimeText.Duration(cli.Get(age), "--older-than"),
                    KeepLast = cli.Get(keep),
                    DryRun = !cli.Get(delete),
                },
                cli.CancellationToken);
            if (cli.IsJson) CliJson.Write(jobs);
            else foreach (var job in jobs) CliTerminal.WriteData(job);
            cli.Terminal.WriteTalk(cli.Get(delete) ? $"{jobs.Count} deleted." : $"{jobs.Count} would be deleted (--delete).");
        });
    }
}
