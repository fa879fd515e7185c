using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;
using Pai.Jobs.Internal.Replay;

namespace Pai.Jobs.Cli.Jobs;

/// <summary>The replays of one run.</summary>
internal sealed class ReplaySession(CliContext cli, JobRun original, ReplayOptions options)
{
    public async Task<int> PlanAsync()
    {
        var plan = await original.PlanReplayAsync(options, cli.CancellationToken);
        if (cli.IsJson) CliJson.Write(ReplayJson.Of(original, plan));
        else
        {
            Console.Out.WriteLine(Describe(plan));
            foreach (var problem in plan.Job.Problems) Console.Out.WriteLine($"! {problem}");
        }

        return plan.Job.Problems.Count == 0 ? ExitCodes.Success : ExitCodes.Usage;
    }

    public async Task<int> RunAsync()
    {
        await using var replay = await StartAsync(options, cli.CancellationToken);
        var status = await FollowAsync(replay, cli.CancellationToken);
        return status.IsSuccess() ? ExitCodes.Success : ExitCodes.JobFailed;
    }

    /// <summary>Runs it, and again each time the code is saved, until Ctrl+C, which stops the run: its Python environment goes.</summary>
    public async Task<int> WatchAsync()
    {
        var source = Path.GetFullPath(options.SourceDir!);
        if (!Directory.Exists(source)) throw new UsageException($"{source} (--source) is not a folder.");
        using var python = KeptPython.For(original, options);
        var kept = options with { PythonEnvironment = python.Folder };
        using var watch = new SourceWatch(source, sha256: null, TimeProvider.System);
        while (true)
        {
            using var saved = CancellationTokenSource.CreateLinkedTokenSource(cli.CancellationToken);
            var change = Task.CompletedTask;
            try
            {
                await using var replay = await StartAsync(kept, cli.CancellationToken);
                watch.Use(replay.Plan.Job.Code?.Sha256);
                change = watch.WaitAsync(cli.CancellationToken);
                try
                {
                    await FollowUntilAsync(change, replay, saved);
                }
                catch (OperationCanceledException) when (cli.CancellationToken.IsCancellationRequested)
                {
                    await replay.Run.StopAsync(CancellationToken.None);
                    await replay.Run.WaitAsync(CancellationToken.None);
                    throw;
                }
            }
            catch (Exception e) when (CliErrors.TryDescribe(e, out var message, out _) && !cli.CancellationToken.IsCancellationRequested)
            {
                // What is being mended may be broken for a moment.
                cli.Terminal.WriteError(message);
                if (change.IsCompleted) change = watch.WaitAsync(cli.CancellationToken);
            }

            if (!change.IsCompleted) cli.Terminal.WriteTalk($"Waiting for a change in {source}. Ctrl+C ends the replay.");
            await change;
        }
    }

    /// <summary>Follows a run to its end, or to a change, which stops it.</summary>
    private async Task FollowUntilAsync(Task change, LocalReplay replay, CancellationTokenSource saved)
    {
        var follow = FollowAsync(replay, saved.Token);
        if (await Task.WhenAny(follow, change) == follow)
        {
            await follow;
            return;
        }

        cli.CancellationToken.ThrowIfCancellationRequested();
        cli.Terminal.WriteTalk("The code was saved: the run is stopped and started again.");
        await saved.CancelAsync();
        await ((Task)follow).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await replay.Run.StopAsync(cli.CancellationToken);
        await replay.Run.WaitAsync(cli.CancellationToken);
    }

    private async Task<LocalReplay> StartAsync(ReplayOptions replayed, CancellationToken cancellationToken)
    {
        var replay = await original.ReplayLocallyAsync(replayed, cancellationToken);
        if (!cli.IsJson)
        {
            cli.Terminal.WriteTalk($"{original.Name} ({original.Id}) runs again on this machine as {replay.Run.Id}.");
            cli.Terminal.WriteTalk(Describe(replay.Plan));
        }

        if (replayed.PythonEnvironment is null) cli.InterruptNote = $"The run continues. pai-jobs runs stop {replay.Run.Id} ends it.";
        return replay;
    }

    private async Task<JobStatus> FollowAsync(LocalReplay replay, CancellationToken cancellationToken)
    {
        var run = replay.Run;
        if (!cli.IsJson)
        {
            var writer = new LogWriter(cli, hasTimes: false, hasNodes: run.Info.NodeCount > 1);
            await foreach (var line in run.ReadLogsAsync(new LogQuery { Follow = true }, cancellationToken)) writer.Write(line);
        }

        var status = await run.WaitAsync(cancellationToken);
        if (cli.IsJson) CliJson.Write(ReplayJson.Of(original, replay.Plan, run.Info));
        else cli.Terminal.WriteTalk($"{run.Id}: {status}. {run.Info.ReasonMessage}".TrimEnd());
        return status;
    }

    private static string Describe(ReplayPlan plan) => string.Join('\n', [
        $"Inputs on OSS: {plan.InputFiles} files, {Amounts.Bytes(plan.InputBytes)}, unless an earlier run downloaded them.",
        plan.Differences.Count == 0 ? "The replay differs in nothing that is known." : "The replay differs:",
        .. plan.Differences.Select(d => "  " + d),
    ]);
}
