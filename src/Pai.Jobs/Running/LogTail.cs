namespace Pai.Jobs.Internal.Running;

/// <summary>The last lines of a log, for the message of a <see cref="JobFailedException"/>.</summary>
internal static class LogTail
{
    private const int MaxLines = 20;
    private const int MaxLineLength = 1000;

    /// <summary>The lines; empty when the log cannot be read, since the job's own end is the news.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(JobBackend backend, string jobId, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        try
        {
            await foreach (var line in backend.ReadLogsAsync(jobId, new() { Tail = MaxLines }, cancellationToken).ConfigureAwait(false))
                lines.Add(line.Text.Length <= MaxLineLength ? line.Text : string.Concat(line.Text.AsSpan(0, MaxLineLength), "…"));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.TailUnreadable(backend.Context.Logger, jobId, e);
        }

        return lines;
    }
}
