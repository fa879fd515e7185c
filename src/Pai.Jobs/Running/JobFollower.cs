namespace Pai.Jobs;

/// <summary>Writes the log of a job while it waits for its end.</summary>
internal static class JobFollower
{
    /// <summary>How long a cancelled wait may take to put its stop request on record.</summary>
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(30);

    public static async Task FollowAsync(JobRun run, RunOptions options, PaiSession session, CancellationToken cancellationToken)
    {
        var writer = options.LogWriter ?? Console.Out;
        var tail = new LogTail();
        var status = await WaitAsync(run, writer, tail, options, session, cancellationToken).ConfigureAwait(false);
        Log.Finished(session.Logger, run.Name, run.Id, status);
        if (!status.IsSuccess()) throw new JobFailedException(run.State, tail.ToList());
    }

    /// <summary>Waits for the job's end and its last line side by side: an error of the one must not hide the other.</summary>
    private static async Task<JobStatus> WaitAsync(
        JobRun run, TextWriter writer, LogTail tail, RunOptions options, PaiSession session, CancellationToken cancellationToken)
    {
        using var copying = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var copied = CopyLogsAsync(run, writer, tail, session, copying.Token);
        try
        {
            var status = await run.WaitAsync(cancellationToken).ConfigureAwait(false);
            await copied.ConfigureAwait(false);
            return status;
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            if (options.StopOnCancel) await StopAsync(run, session).ConfigureAwait(false);
            throw new JobCanceledException(run.Id, options.StopOnCancel, e, cancellationToken);
        }
        catch (Exception e) when (e is not JobException)
        {
            throw new JobException($"Waiting for job {run.Name} ({run.Id}) failed; the job may still run. Find it again with AttachAsync(session, \"{run.Id}\"). {e.Message}", e);
        }
        finally
        {
            await copying.CancelAsync().ConfigureAwait(false);
            await copied.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task CopyLogsAsync(JobRun run, TextWriter writer, LogTail tail, PaiSession session, CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteLineAsync($"Job {run.Name} ({run.Id}) runs on the {session.Backend.Name} backend:\n{run.ConsoleUrl}".AsMemory(), cancellationToken).ConfigureAwait(false);
            foreach (var note in run.State.Notes) await writer.WriteLineAsync(note.AsMemory(), cancellationToken).ConfigureAwait(false);
            await foreach (var line in run.ReadLogsAsync(follow: true, cancellationToken).ConfigureAwait(false))
            {
                tail.Add(line.Text);
                await writer.WriteLineAsync(line.Text.AsMemory(), cancellationToken).ConfigureAwait(false);
            }

            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.LogUnreadable(session.Logger, run.Name, run.Id, e);
        }
    }

    private static async Task StopAsync(JobRun run, PaiSession session)
    {
        using var timeout = new CancellationTokenSource(s_stopTimeout, session.TimeProvider);
        await run.StopAsync(timeout.Token).ConfigureAwait(false);
    }
}
