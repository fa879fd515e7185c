namespace Pai.Jobs.Internal.Running;

/// <summary>The last lines of a log, for the message of a <see cref="JobFailedException"/>.</summary>
internal static class LogTail
{
    private const int MaxLines = 20;
    private const int MaxLineLength = 1000;

    /// <summary>As many lines as may stand behind a reason: a stack trace, and what other threads still write.</summary>
    private const int MaxFailureLines = 400;

    /// <summary>
    /// The lines, those of failures with them; empty when the log cannot be read, since the job's own end is the news.
    /// </summary>
    public static async Task<IReadOnlyList<(string Text, FailureReport? Failure)>> ReadAsync(
        JobBackend backend, string jobId, CancellationToken cancellationToken)
    {
        var lines = new List<(string, FailureReport?)>();
        try
        {
            await foreach (var line in backend.ReadLogsAsync(jobId, new() { Tail = MaxLines }, cancellationToken).ConfigureAwait(false))
            {
                var report = line.Report;
                var text = report?.ToString() ?? line.Text;
                if (text.Length > MaxLineLength) text = string.Concat(text.AsSpan(0, MaxLineLength), "…");
                lines.Add((text, report as FailureReport));
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.TailUnreadable(backend.Context.Logger, jobId, e);
        }

        return lines;
    }

    /// <summary>
    /// The reason that the job itself gave for its failure; null when it gave none, or the log cannot be read. Of a node it is the last
    /// one, since a node may have been started again; of several nodes, that of the one which failed first.
    /// </summary>
    public static async Task<FailureReport?> FindFailureAsync(JobBackend backend, string jobId, CancellationToken cancellationToken)
    {
        var ofNodes = new OrderedDictionary<string, (FailureReport Report, DateTimeOffset? Time)>();
        try
        {
            var query = new LogQuery { Tail = MaxFailureLines };
            await foreach (var line in backend.ReadLogsAsync(jobId, query, cancellationToken).ConfigureAwait(false))
                if (line.Report is FailureReport failure) ofNodes[line.Node ?? ""] = (failure, line.Time);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.TailUnreadable(backend.Context.Logger, jobId, e);
        }

        // The order is stable: without times, it is that of the nodes.
        return ofNodes.Values.OrderBy(f => f.Time ?? DateTimeOffset.MaxValue).Select(f => f.Report).FirstOrDefault();
    }
}
