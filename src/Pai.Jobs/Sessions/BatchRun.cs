using Pai.Jobs.Internal.Running;
using Pai.Jobs.Internal.Submitting;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>One run of a batch.</summary>
/// <typeparam name="TJob">The record.</typeparam>
/// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
/// <param name="jobs">The jobs.</param>
/// <param name="session">The session that runs them.</param>
/// <param name="options">The options, checked.</param>
/// <param name="ledger">The file of the batch; null where it has none.</param>
/// <param name="ctrlC">Ends the wait.</param>
internal sealed class BatchRun<TJob, TOutputs>(
    IReadOnlyList<TJob> jobs, PaiSession session, BatchOptions options, BatchLedger? ledger, CtrlC ctrlC) : IDisposable
    where TJob : IJob<TJob, TOutputs>
    where TOutputs : JobOutputs, new()
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _isEnding = new();
    private readonly Dictionary<int, JobRun> _active = [];
    private readonly string _id = ledger?.Id ?? RandomText.Create(8) + RandomText.Create(8);
    private int _running;
    private int _succeeded;
    private int _failed;
    private bool _hasToEnd;

    private JobBackend Backend => session.Backend;

    /// <summary>Runs all jobs, and returns when none of them is waited for any more.</summary>
    public async Task<IReadOnlyList<JobOutcome<TJob, TOutputs>>> RunAsync()
    {
        using var room = new SemaphoreSlim(options.MaxParallel ?? Backend.MaxParallel);
        var running = new List<Task<JobOutcome<TJob, TOutputs>>>();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ctrlC.Token, _isEnding.Token);
        for (var i = 0; i < jobs.Count; i++)
        {
            try
            {
                await room.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            // A run that the cancellation has ended makes room too.
            if (either.IsCancellationRequested) break;
            running.Add(RunInRoomAsync(i, room));
        }

        var outcomes = await Task.WhenAll(running).ConfigureAwait(false);
        return [.. outcomes, .. Enumerable.Range(outcomes.Length, jobs.Count - outcomes.Length).Select(NotStarted)];
    }

    public void Dispose() => _isEnding.Dispose();

    private async Task<JobOutcome<TJob, TOutputs>> RunInRoomAsync(int index, SemaphoreSlim room)
    {
        try
        {
            return await RunOneAsync(index).ConfigureAwait(false);
        }
        finally
        {
            room.Release();
        }
    }

    private async Task<JobOutcome<TJob, TOutputs>> RunOneAsync(int index)
    {
        JobRun<TJob, TOutputs>? run = null;
        Exception? failure = null;
        lock (_lock) _running++;
        Report(index, BatchStep.Submitting);
        try
        {
            if (ledger?.EndOf(index) is { } end)
            {
                run = await ReopenAsync(end).ConfigureAwait(false);
                if (!run.Status.IsSuccess())
                    failure = await run.CreateFailureAsync(isLogShown: false, ctrlC.Token).ConfigureAwait(false);
            }
            else
            {
                await new RunLoop<TJob, TOutputs>(jobs[index], session, OptionsOf(index), ctrlC)
                {
                    FollowsLog = options.FollowLogs,
                    Submitted = submitted => Submitted(index, run = submitted),
                    Retrying = failed => Report(index, BatchStep.Retrying, run, failed),
                    NoMoreTries = _isEnding.Token,
                }.RunAsync().ConfigureAwait(false);
                ledger?.Ended(index, run!.Info);
            }
        }
        catch (Exception e)
        {
            failure = e is JobFailedException { Info: var info } ? RecordEnd(index, info, e) : e;
        }

        lock (_lock)
        {
            _running--;
            if (failure is null) _succeeded++;
            else _failed++;
            _active.Remove(index);
        }

        if (failure is not null && options.StopOnFailure) await StopAllAsync().ConfigureAwait(false);
        Report(index, failure is null ? BatchStep.Succeeded : BatchStep.Failed, run, failure);
        return new(jobs[index], run, failure);
    }

    /// <summary>
    /// Records that a job has failed. What was not submitted, or is not waited for any more, has not ended: it is for the next run of the
    /// batch.
    /// </summary>
    private Exception RecordEnd(int index, JobInfo info, Exception failure)
    {
        try
        {
            ledger?.Ended(index, info);
            return failure;
        }
        catch (JobException e)
        {
            return new AggregateException(failure, e);
        }
    }

    private void Submitted(int index, JobRun<TJob, TOutputs> run)
    {
        ledger?.Submitted(index, run.Info);
        bool isEnding;
        lock (_lock)
        {
            _active[index] = run;
            isEnding = _hasToEnd;
        }

        Report(index, BatchStep.Submitted, run);
        if (isEnding) _ = StopAsync(run);
    }

    /// <summary>Starts no other job or try, and asks those that run to stop. Their ends are waited for as before.</summary>
    private async Task StopAllAsync()
    {
        List<JobRun> active;
        lock (_lock)
        {
            if (_hasToEnd) return;
            _hasToEnd = true;
            active = [.. _active.Values];
        }

        await _isEnding.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(active.Select(StopAsync)).ConfigureAwait(false);
    }

    private async Task StopAsync(JobRun run)
    {
        try
        {
            await JobStopper.StopAsync(run, Backend, ctrlC.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The wait for it ends too, and says that it may still run.
        }
    }

    /// <summary>The run of a job that has ended before: as its backend knows it, or as the ledger has it.</summary>
    private async Task<JobRun<TJob, TOutputs>> ReopenAsync(JobInfo end) =>
        new(
            Backend,
            await Backend.GetAsync([end.Id], ctrlC.Token).ConfigureAwait(false) is [{ } info, ..] && info.Status.HasResult() ? info : end,
            session.Watcher);

    private RunOptions OptionsOf(int index) => options.Run with
    {
        Labels = new Dictionary<string, string?>(options.Run.Labels, StringComparer.Ordinal) { [JobTries.BatchLabel] = _id },
        SubmitKey = ledger?.KeyOf(index),
    };

    private JobOutcome<TJob, TOutputs> NotStarted(int index) => new(
        jobs[index],
        null,
        new OperationCanceledException("The job was not started: the batch had already ended."));

    private void Report(int index, BatchStep step, JobRun? run = null, Exception? e = null)
    {
        if (options.Progress is not { } progress) return;
        BatchProgress report;
        lock (_lock)
        {
            report = new()
            {
                Index = index,
                Step = step,
                Run = run,
                Exception = e,
                Total = jobs.Count,
                Running = _running,
                Succeeded = _succeeded,
                Failed = _failed,
            };
        }

        progress.Report(report);
    }
}
