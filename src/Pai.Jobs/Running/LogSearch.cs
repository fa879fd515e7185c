using System.Runtime.CompilerServices;

namespace Pai.Jobs.Internal.Running;

/// <summary>Reads a log, and leaves out the lines that do not contain a string: the same on every backend.</summary>
internal static class LogSearch
{
    public static IAsyncEnumerable<LogLine> ReadAsync(JobBackend backend, string jobId, LogQuery query, CancellationToken cancellationToken)
    {
        var all = query with { Contains = null };
        return query.Contains is not { Length: > 0 } text ? backend.ReadLogsAsync(jobId, all, cancellationToken)
            : query.Tail is { } tail ? FindLastAsync(backend, jobId, all, text, tail, cancellationToken)
            : FindAsync(backend.ReadLogsAsync(jobId, all, cancellationToken), text, cancellationToken);
    }

    private static async IAsyncEnumerable<LogLine> FindAsync(
        IAsyncEnumerable<LogLine> lines, string text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
            if (IsFound(line, text)) yield return line;
    }

    /// <summary>The last lines of what is there now that contain the string; where the log is followed, then the ones to come.</summary>
    private static async IAsyncEnumerable<LogLine> FindLastAsync(
        JobBackend backend,
        string jobId,
        LogQuery query,
        string text,
        int tail,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = new Queue<LogLine>();
        LogPosition? position = null;
        var isEmpty = true;
        var now = query with { Tail = null, Follow = false };
        await foreach (var line in backend.ReadLogsAsync(jobId, now, cancellationToken).ConfigureAwait(false))
        {
            isEmpty = false;
            position = line.Position ?? position;
            if (!IsFound(line, text)) continue;
            last.Enqueue(line);
            if (last.Count > tail) last.Dequeue();
        }

        foreach (var line in last) yield return line;
        if (!query.Follow) yield break;
        if (!isEmpty && position is null)
        {
            throw new JobNotSupportedException(
                backend.Name, "Its log has no positions, so LogQuery.Tail, Contains and Follow cannot be combined. Leave out Tail.");
        }

        var rest = backend.ReadLogsAsync(jobId, query with { Tail = null, After = position }, cancellationToken);
        await foreach (var line in FindAsync(rest, text, cancellationToken).ConfigureAwait(false)) yield return line;
    }

    private static bool IsFound(in LogLine line, string text) =>
        line.Stream == LogStream.System || line.Text.Contains(text, StringComparison.OrdinalIgnoreCase);
}
