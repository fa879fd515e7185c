namespace Pai.Jobs.Internal.Running;

/// <summary>Writes the log of a job while it waits for its end.</summary>
internal static class JobFollower
{
    /// <summary>The time that a cancelled wait may take to record its stop request.</summary>
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(30);

    /// <param name="run">The job.</param>
    /// <param name="backend">Its backend.</param>
    /// <param name="logs">The writers of the session; null where the log is not to be followed.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="ctrlC">Ends the wait.</param>
    /// <param name="logOutput">The output beside which the log is kept; null where it is not.</param>
    public static async Task FollowAsync(
        JobRun run, JobBackend backend, SharedLogs? logs, RunOptions options, CtrlC ctrlC, string? logOutput = null)
    {
        var writer = options.LogWriter ?? Console.Out;
        var log = logs?.Open(writer, run.Name);
        var status = await WaitAsync(run, backend, log, options, ctrlC, logOutput).ConfigureAwait(false);
        Log.Finished(backend.Context.Logger, run.Name, run.Id, status);
        if (status.IsSuccess()) return;
        // The log on the console is not repeated in the message, which the console most often shows too.
        var isLogShown = logs is not null && ReferenceEquals(writer, Console.Out);
        throw await run.CreateFailureAsync(isLogShown, ctrlC.Token).ConfigureAwait(false);
    }

    /// <summary>Waits for the job's end and its last line side by side: an error of the one must not hide the other.</summary>
    private static async Task<JobStatus> WaitAsync(
        JobRun run, JobBackend backend, SharedLogs.RunLog? log, RunOptions options, CtrlC ctrlC, string? logOutput)
    {
        var cancellationToken = ctrlC.Token;
        using var copying = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var isPublishing = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var heartbeat = new Heartbeat(backend.Context.TimeProvider);
        var copied = log is null
            ? Task.CompletedTask
            : CopyLogsAsync(run, backend, log, heartbeat, ctrlC.Describe(run.Id, options), isPublishing.Task, copying.Token);
        var beating = log is null ? Task.CompletedTask : BeatAsync(heartbeat, log, copying.Token);
        try
        {
            var status = await run.WatchAsync(See, cancellationToken).ConfigureAwait(false);
            heartbeat.End();
            isPublishing.TrySetResult(false);
            await copied.ConfigureAwait(false);
            // What was said is written, and not cancelled with the rest.
            await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (logOutput is not null) await KeepAsync(run, backend, log, logOutput, cancellationToken).ConfigureAwait(false);
            return status;
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            var isToStop = ctrlC.IsPressed ? ctrlC.Behavior == CtrlCBehavior.StopJob : options.StopOnCancel;
            var stopFailure = isToStop ? await TryStopAsync(run, backend).ConfigureAwait(false) : null;
            throw new JobCanceledException(run.Id, isToStop && stopFailure is null, stopFailure, e, ctrlC.CanceledToken);
        }
        catch (Exception e) when (e is not (JobException or ObjectDisposedException))
        {
            throw new JobException(
                $"Waiting for job {run.Name} ({run.Id}) failed; the job may still run. "
                + $"Find it again with AttachAsync(session, \"{run.Id}\"). {e.Message}",
                e);
        }
        finally
        {
            await copying.CancelAsync().ConfigureAwait(false);
            await copied.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            log?.Dispose();
        }

        void See(JobInfo info)
        {
            heartbeat.See(info);
            if (info.Status == JobStatus.Publishing) isPublishing.TrySetResult(true);
        }
    }

    /// <summary>Copies the log, and throws nothing but a cancellation by its token: the job's end is what counts.</summary>
    private static async Task CopyLogsAsync(
        JobRun run,
        JobBackend backend,
        SharedLogs.RunLog log,
        Heartbeat heartbeat,
        string? onCtrlC,
        Task<bool> isPublishing,
        CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync($"Job {run.Name} ({run.Id}) runs on the {backend.Name} backend:").ConfigureAwait(false);
            if (run.ConsoleUrl is { } url) await WriteAsync(url.ToString()).ConfigureAwait(false);
            foreach (var note in run.Info.Notes) await WriteAsync(note).ConfigureAwait(false);
            if (onCtrlC is not null) await WriteAsync(onCtrlC).ConfigureAwait(false);
            var hasNodes = run.Info.NodeCount > 1;
            await foreach (var line in run.ReadLogsAsync(new() { Follow = true }, cancellationToken).ConfigureAwait(false))
            {
                var text = hasNodes && line.Node is { } node ? $"[{node}] {line}" : line.ToString();
                await WriteAsync(text, line.IsReplaced).ConfigureAwait(false);
                heartbeat.Touch();
            }

            if (await isPublishing.WaitAsync(cancellationToken).ConfigureAwait(false))
                await WriteAsync("The command succeeded. The outputs on OSS are being uploaded.").ConfigureAwait(false);
            await log.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LogUnreadable(backend.Context.Logger, run.Name, run.Id, e);
        }

        Task WriteAsync(string text, bool isReplaced = false) => log.WriteAsync(text, isReplaced, cancellationToken);
    }

    /// <summary>Writes a line now and then while the job waits. A writer that fails has told its reader already.</summary>
    private static async Task BeatAsync(Heartbeat heartbeat, SharedLogs.RunLog log, CancellationToken cancellationToken)
    {
        await foreach (var line in heartbeat.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            await log.WriteAsync(line, cancellationToken: cancellationToken).ConfigureAwait(false);
            await log.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps the log as a file. A failure is reported, and not thrown: the job has ended as it has.</summary>
    private static async Task KeepAsync(
        JobRun run, JobBackend backend, SharedLogs.RunLog? log, string output, CancellationToken cancellationToken)
    {
        string said;
        try
        {
            var place = await LogKeeper.KeepAsync(run, backend.Context.Storage, output, cancellationToken).ConfigureAwait(false);
            said = $"The log is kept as {place}";
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LogNotKept(backend.Context.Logger, run.Name, run.Id, e);
            said = $"The log is not kept. {e.Message}";
        }

        if (log is null) return;
        try
        {
            await log.WriteAsync(said, cancellationToken: cancellationToken).ConfigureAwait(false);
            await log.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LogUnreadable(backend.Context.Logger, run.Name, run.Id, e);
        }
    }

    /// <summary>Asks the job to stop. What goes wrong is returned, not thrown: the cancellation is what the caller must hear of.</summary>
    private static async Task<Exception?> TryStopAsync(JobRun run, JobBackend backend)
    {
        using var timeout = new CancellationTokenSource(s_stopTimeout, backend.Context.TimeProvider);
        try
        {
            await run.StopAsync(timeout.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception e)
        {
            Log.StopFailed(backend.Context.Logger, run.Name, run.Id, e);
            return e;
        }
    }
}
