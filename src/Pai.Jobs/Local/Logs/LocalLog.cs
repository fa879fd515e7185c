using System.Runtime.CompilerServices;

namespace Pai.Jobs.Internal.Local;

/// <summary>Reads the log files of a run, while they grow or afterwards.</summary>
/// <remarks>
/// The files are the log: the job writes to them whether they are read or not. Each reader has its own position in them. The order within a
/// stream of a node is exact; between streams it is that of reading.
/// </remarks>
internal static class LocalLog
{
    private static readonly TimeSpan s_shortestPoll = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_longestPoll = TimeSpan.FromMilliseconds(50);

    public static async IAsyncEnumerable<LogLine> ReadAsync(
        RunFolder folder,
        RunRecord record,
        LogQuery query,
        Func<bool> isFinished,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var files = LogFiles.Open(folder, record, query, clock);
        if (query.Tail is { } tail)
        {
            foreach (var line in files.ReadTail(tail, isWhole: !query.Follow, query)) yield return line;
            if (!query.Follow) yield break;
        }

        var delay = s_shortestPoll;
        var isLast = !query.Follow;
        while (true)
        {
            var any = false;
            foreach (var file in files.All)
            {
                cancellationToken.ThrowIfCancellationRequested();
                while (file.Fill())
                {
                    any = true;
                    while (file.TryReadLine(out var line))
                        if (IsWanted(line, query)) yield return line;
                    cancellationToken.ThrowIfCancellationRequested();
                    if (!isLast) break;
                }
            }

            if (isLast)
            {
                foreach (var file in files.All)
                    if (file.TryReadRest(out var rest) && IsWanted(rest, query)) yield return rest;
                yield break;
            }

            if (any)
            {
                delay = s_shortestPoll;
                continue;
            }

            // Asked where there is nothing to read, and before the last reading: what was written before the end is then all there.
            isLast = isFinished();
            if (isLast) continue;
            await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
            delay = delay * 2 < s_longestPoll ? delay * 2 : s_longestPoll;
        }
    }

    public static bool IsWanted(in LogLine line, LogQuery query) => !(line.Time < query.Since) && !(line.Time >= query.Until);
}
