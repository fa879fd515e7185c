using System.Collections.ObjectModel;
using System.Globalization;
using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.Running;
using Pai.Jobs.Internal.Submitting;
using Pai.Jobs.Internal.Telemetry;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>Runs one job to its end, and tries it again where its options say so.</summary>
/// <typeparam name="TJob">The record.</typeparam>
/// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
/// <param name="job">The job.</param>
/// <param name="session">The session.</param>
/// <param name="options">The options of the run.</param>
/// <param name="ctrlC">Ends the wait.</param>
internal sealed class RunLoop<TJob, TOutputs>(IJob<TJob, TOutputs> job, PaiSession session, RunOptions options, CtrlC ctrlC)
    where TJob : IJob<TJob, TOutputs>
    where TOutputs : JobOutputs, new()
{
    private readonly List<JobRun> _tries = [];
    private readonly string _runId = options.SubmitKey is { } key ? SubmitOnce.FolderOf("", key)[..12] : RandomText.Create(8);

    private string? _logOutput;

    /// <summary>The locations of the checkpoints of the first try that has any, for the later ones.</summary>
    private IReadOnlyDictionary<string, DataLocation> _checkpoints = ReadOnlyDictionary<string, DataLocation>.Empty;

    /// <summary>False to leave the log unread.</summary>
    public bool FollowsLog { get; init; } = true;

    /// <summary>Is told of each try that was submitted.</summary>
    public Action<JobRun<TJob, TOutputs>> Submitted { get; init; } = static _ => { };

    /// <summary>Is told of each try that failed and is followed by another.</summary>
    public Action<JobFailedException> Retrying { get; init; } = static _ => { };

    /// <summary>Once it is cancelled, no other try begins.</summary>
    public CancellationToken NoMoreTries { get; init; }

    private TimeProvider Clock => session.TimeProvider;

    /// <returns>The last try, which has succeeded.</returns>
    public async Task<JobRun<TJob, TOutputs>> RunAsync()
    {
        var record = job.ToValues().Definition;
        using var span = Spans.Start(SpanNames.Run, record.RecordName, session.Backend.Name);
        try
        {
            var run = await RunAsync(record).ConfigureAwait(false);
            RunTelemetry.Describe(span, run.Info, session.Backend.Name);
            return run;
        }
        catch (Exception e)
        {
            Spans.Fail(span, e);
            if (e is JobFailedException failure) RunTelemetry.Describe(span, failure.Info, session.Backend.Name);
            throw;
        }
    }

    private async Task<JobRun<TJob, TOutputs>> RunAsync(JobDefinition record)
    {
        if (RetryPlan.OptionsOf(record, options) is not { } retry)
        {
            var only = await SubmitAsync(await PlanAsync(options).ConfigureAwait(false)).ConfigureAwait(false);
            await FollowAsync(only).ConfigureAwait(false);
            return only;
        }

        RetryRules.Check(record, options, retry);
        var plan = await PlanAsync(OptionsOf(1, null)).ConfigureAwait(false);
        RetryRules.Check(plan, options, retry);
        var next = new RetryPlan(retry, plan.Submission.InstanceType, plan.Submission.Spot is not null);
        for (var number = 1; ; number++)
        {
            if (number > 1) plan = await PlanAsync(OptionsOf(number, next)).ConfigureAwait(false);
            var run = await SubmitAsync(plan).ConfigureAwait(false);
            run.SetEarlierTries([.. _tries]);
            _tries.Add(run);
            if (_checkpoints.Count == 0) _checkpoints = CheckpointsOf(plan, run);
            var (failure, cause) = await TryAsync(run, retry, next).ConfigureAwait(false);
            if (failure is null) return run;
            var time = next.Next(failure.Info, cause, Clock.GetUtcNow());
            if (time is null || !await WaitAsync(run, cause, next, time.Value).ConfigureAwait(false))
                throw _tries.Count == 1 ? failure : new JobFailedException(failure, [.. _tries.Select(t => t.Info)]);
            Retrying(failure);
        }
    }

    private Task<PreparedJob> PlanAsync(RunOptions run) => job.PlanAsync(session, run, ctrlC.Token);

    private async Task<JobRun<TJob, TOutputs>> SubmitAsync(PreparedJob plan)
    {
        var run = await JobRunner.SubmitAsync<TJob, TOutputs>(plan, session, ctrlC.Token).ConfigureAwait(false);
        _logOutput = options.KeepLog ? LogKeeper.OutputOf(plan.Submission) : null;
        Submitted(run);
        return run;
    }

    /// <summary>
    /// Those whose locations the backend has chosen. A submit key may have found another job than the one that was planned.
    /// </summary>
    private static Dictionary<string, DataLocation> CheckpointsOf(PreparedJob plan, JobRun run)
    {
        var found = run.Info.Outputs ?? plan.Outputs;
        return plan.Submission.Outputs
            .Where(o => o.IsCheckpoint && found.TryGetValue(o.Name, out var location) && location != o.Location)
            .ToDictionary(o => o.Name, o => found[o.Name]);
    }

    private Task FollowAsync(JobRun run) =>
        JobFollower.FollowAsync(run, session.Backend, FollowsLog ? session.Logs : null, options, ctrlC, _logOutput);

    /// <summary>Waits for the end of a try.</summary>
    /// <returns>Why it failed; null where it succeeded.</returns>
    private async Task<(JobFailedException? Failure, JobFailureCause Cause)> TryAsync(JobRun run, RetryOptions retry, RetryPlan plan)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ctrlC.Token);
        var limit = retry.MaxQueueTime is { } longest
            ? JobStopper.StopIfQueuedAsync(run, session.Backend, longest, ended.Token)
            : Task.FromResult(false);
        JobFailedException? failure = null;
        try
        {
            await FollowAsync(run).ConfigureAwait(false);
        }
        catch (JobFailedException e)
        {
            failure = e;
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await ((Task)limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var wasStopped = limit.IsCompletedSuccessfully && await limit.ConfigureAwait(false);
        return (failure, failure is null ? JobFailureCause.None : plan.CauseOf(failure.Info, wasStopped));
    }

    /// <summary>Waits until the next try may begin.</summary>
    /// <returns>False where there is to be none.</returns>
    private async Task<bool> WaitAsync(JobRun run, JobFailureCause cause, RetryPlan plan, DateTimeOffset time)
    {
        await TellAsync(run, cause, plan, time).ConfigureAwait(false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ctrlC.Token, NoMoreTries);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            await Clock.WaitUntilAsync(time, either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException e)
        {
            if (!ctrlC.Token.IsCancellationRequested) return false;
            throw new OperationCanceledException(
                "The run was cancelled while it waited for the next try; none of its jobs is running. "
                    + $"The last try was {run.Name} ({run.Id}).",
                e,
                ctrlC.CanceledToken);
        }
    }

    private async Task TellAsync(JobRun run, JobFailureCause cause, RetryPlan plan, DateTimeOffset time)
    {
        if (!FollowsLog) return;
        var left = time - Clock.GetUtcNow();
        var wait = left > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"in {left:c}") : "now";
        var place = (plan.InstanceType is { } type ? $", on {type}" : "") + (plan.IsOnDemand ? " on demand" : "");
        using var log = session.Logs.Open(options.LogWriter ?? Console.Out, run.Name);
        await log.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"Try {_tries.Count} has ended ({cause}). The next one begins {wait}{place}."),
            cancellationToken: ctrlC.Token).ConfigureAwait(false);
        await log.FlushAsync(ctrlC.Token).ConfigureAwait(false);
    }

    /// <summary>The options of a try: its key and its labels, and from the second on its instance type.</summary>
    private RunOptions OptionsOf(int number, RetryPlan? plan)
    {
        var labels = new Dictionary<string, string?>(options.Labels, StringComparer.Ordinal)
        {
            [JobTries.RunLabel] = _runId,
            [JobTries.TryLabel] = number.ToString(CultureInfo.InvariantCulture),
        };
        var run = options with
        {
            // The plan of the first try has the cost of all of them.
            Retry = number == 1 ? options.Retry : null,
            Labels = labels,
            SubmitKey = options.SubmitKey is { } key ? JobTries.KeyOf(key, number) : null,
        };
        if (number == 1 || plan is null) return run;
        run = run with { Unset = run.Unset | JobProperties.Retry, MaxCost = null, Checkpoints = _checkpoints };
        if (options.JobName is { } name) run = run with { JobName = string.Create(CultureInfo.InvariantCulture, $"{name}-try{number}") };
        if (plan.HasOtherType) run = run with { InstanceType = plan.InstanceType };
        return plan.IsOnDemand ? run with { Spot = null, Unset = run.Unset | JobProperties.Spot } : run;
    }
}
