namespace Pai.Jobs.Internal.Running;

/// <summary>Writes the log of a job while it waits for its end.</summary>
internal static class JobFollower
{
    /// <summary>How long a cancelled wait may take to put its stop request on record.</summary>
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(30);

    public static async Task FollowAsync(JobRun run, JobBackend backend, RunOptions options, CancellationToken cancellationToken)
    {
        var status = await WaitAsync(run, backend, options, cancellationToken).ConfigureAwait(false);
        Log.Finished(backend.Context.Logger, run.Name, run.Id, status);
        if (!status.IsSuccess()) throw await run.CreateFailureAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the job's end and its last line side by side: an error of the one must not hide the other.</summary>
    private static async Task<JobStatus> WaitAsync(JobRun run, JobBackend backend, RunOptions options, CancellationToken cancellationToken)
    {
        using var copying = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var copied = CopyLogsAsync(run, backend, options.LogWriter ?? Console.Out, copying.Token);
        try
        {
            var status = await run.WaitAsync(cancellationToken).ConfigureAwait(false);
            await copied.ConfigureAwait(false);
            return status;
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            var stopFailure = options.StopOnCancel ? await TryStopAsync(run, backend).ConfigureAwait(false) : null;
            throw new JobCanceledException(run.Id, options.StopOnCancel && stopFailure is null, stopFailure, e, cancellationToken);
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
        }
    }

    /// <summary>Copies the log, and throws nothing but a cancellation by its token: the job's end is what counts.</summary>
    private static async Task CopyLogsAsync(JobRun run, JobBackend backend, TextWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync($"Job {run.Name} ({run.Id}) runs on the {backend.Name} backend:\n{run.ConsoleUrl}").ConfigureAwait(false);
            foreach (var note in run.Info.Notes) await WriteAsync(note).ConfigureAwait(false);
            var hasNodes = run.Info.NodeCount > 1;
            await foreach (var line in run.ReadLogsAsync(new() { Follow = true }, cancellationToken).ConfigureAwait(false))
                await WriteAsync(hasNodes && line.Node is { } node ? $"[{node}] {line.Text}" : line.Text).ConfigureAwait(false);
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LogUnreadable(backend.Context.Logger, run.Name, run.Id, e);
        }

        Task WriteAsync(string text) => writer.WriteLineAsync(text.AsMemory(), cancellationToken);
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
