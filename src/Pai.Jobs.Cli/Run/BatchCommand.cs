using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Jobs;
using Pai.Jobs.Cli.Terminal;
using Pai.Jobs.Internal.JobFiles;
using Pai.Jobs.Internal.Running;
using Spectre.Console;

namespace Pai.Jobs.Cli.Run;

/// <summary><c>batch</c>: many job files, a few at a time, resumable.</summary>
internal static class BatchCommand
{
    public static CliCommand Create(CliOptions options)
    {
        var files = new Argument<string[]>("files") { Description = "Job files.", Arity = ArgumentArity.OneOrMore };
        var ledger = new Option<string?>("--ledger")
        {
            Description = "The file of the batch: with it, the same command resumes a batch that was cut off.",
            HelpName = "file",
        };
        var parallel = new Option<int?>("--max-parallel") { Description = "At most so many at a time.", HelpName = "count" };
        var stop = new Option<bool>("--stop-on-failure") { Description = "Stop the others when one fails." };
        var maxCost = RunOverrides.MaxCost("batch");
        return new CliCommand(
            "batch",
            "Run many job files, a few at a time. The exit code is 0 if all succeeded.",
            "pai-jobs batch jobs/a.json jobs/b.json --ledger batch.jsonl --max-parallel 8")
        {
            files, ledger, parallel, stop, maxCost,
        }.Does(options, async cli =>
        {
            var jobs = new List<FileJob>();
            foreach (var path in cli.Get(files))
                jobs.Add(Check(path, JobFileRunner.JobOf(await JobFile.LoadAsync(path, cli.CancellationToken))));
            var progress = new BatchLine();
            var batchOptions = new BatchOptions
            {
                Ledger = cli.Get(ledger),
                MaxParallel = cli.Get(parallel),
                StopOnFailure = cli.Get(stop),
                MaxCost = RunOverrides.Read(cli.Get(maxCost)),
                Progress = progress,
                Run = new() { CtrlC = CtrlCBehavior.Ignore },
            };
            if (jobs.GetMaxCost(cli.Session, batchOptions) is { } most) cli.Terminal.WriteTalk($"The most that the batch can cost: {most}");
            var batch = jobs.RunAllAsync(cli.Session, batchOptions, cli.CancellationToken);
            await progress.ShowAsync(batch, cli);
            try
            {
                return Write(cli, cli.Get(files), await batch);
            }
            catch (OperationCanceledException e)
            {
                // The message names the jobs that may still run.
                cli.InterruptNote = cli.Get(ledger) is { } file
                    ? $"{e.Message} The same command with --ledger {file} resumes the batch."
                    : e.Message;
                throw;
            }
        });
    }

    /// <summary>A name or a key in each file would be that of one job; the batch has keys of its own.</summary>
    private static FileJob Check(string path, FileJob job) => job.With(null) == new RunOptions()
        ? job
        : throw new UsageException(
            $"{path} has options of a single run (\"options\": a name, a key, registry credentials ...), which a batch has no place for. " +
            "Remove them, or run the file with pai-jobs run.");

    private static int Write(CliContext cli, string[] files, IReadOnlyList<JobOutcome<FileJob, FileJob.Outputs>> outcomes)
    {
        if (cli.IsJson)
        {
            CliJson.Write<IReadOnlyList<BatchJson>>(
                [.. outcomes.Select((o, i) =>
                    new BatchJson(files[i], o.Run is { } run ? JobJson.Of(run.Info, cli.Session) : null, o.Exception?.Message))]);
        }
        else
        {
            var hasCosts = JobTable.HasCosts(cli.Session);
            var table = new TextTable(hasCosts ? ["file", "id", "result", "cost>"] : ["file", "id", "result"]);
            for (var i = 0; i < outcomes.Count; i++)
            {
                var outcome = outcomes[i];
                var result = outcome.Run is { } run ? JobTable.StatusOf(run.Info) : "not started";
                List<TextTable.Cell> cells =
                    [files[i], outcome.Run?.Id, new(result, new(outcome.IsSuccess ? Color.Green : Color.Red))];
                if (hasCosts) cells.Add(CostOf(outcome.Run, cli.Session));
                table.Add([.. cells]);
            }

            table.WriteTo(cli.Terminal.Data);
            foreach (var (outcome, path) in outcomes.Zip(files).Where(o => !o.First.IsSuccess))
                cli.Terminal.WriteError($"{path}: {outcome.Exception!.Message}");
        }

        return outcomes.All(o => o.IsSuccess) ? ExitCodes.Success : ExitCodes.JobFailed;
    }

    private static string CostOf(JobRun? run, PaiSession session) =>
        run is null ? "" : JobTable.CostOf(RunCost.OfTries(run.Tries.Select(t => t.Info), session.Backend.Context));

    /// <summary>One line with the counts of the batch.</summary>
    private sealed class BatchLine : IProgress<BatchProgress>
    {
        private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(250);
        private BatchProgress? _last;

        public void Report(BatchProgress value) => Volatile.Write(ref _last, value);

        public async Task ShowAsync(Task batch, CliContext cli)
        {
            if (!cli.Terminal.ShowsProgress) return;
            await cli.Terminal.Talk.Status().StartAsync("", async status =>
            {
                while (!batch.IsCompleted)
                {
                    if (Volatile.Read(ref _last) is { } p)
                        status.Status = $"{p.Waiting} wait, {p.Running} run, {p.Succeeded} succeeded, {p.Failed} failed";
                    await Task.WhenAny(batch, Task.Delay(s_redraw, cli.Session.TimeProvider, CancellationToken.None));
                }
            });
        }
    }
}

/// <summary>A job of a batch, in JSON.</summary>
internal sealed record BatchJson(string File, JobJson? Job, string? Error);
