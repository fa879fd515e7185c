using System.Runtime.CompilerServices;

namespace Pai.Jobs;

/// <summary>Reads the two log files of a run, while they grow or afterwards.</summary>
/// <remarks>
/// The files are the log: the job writes to them whoever reads, or nobody. Each reader has its own place in them. The order within a
/// stream is exact; between the two it is that of reading.
/// </remarks>
internal static class LocalLog
{
    private static readonly TimeSpan s_shortestPoll = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_longestPoll = TimeSpan.FromMilliseconds(50);

    public static async IAsyncEnumerable<LogLine> ReadAsync(
        RunFolder folder, bool follow, Func<bool> isFinished, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var index = LogIndex.Read(folder);
        using var stdout = new LogFileReader(folder.StdoutLog, LogStream.StandardOutput, index.StandardOutput);
        using var stderr = new LogFileReader(folder.StderrLog, LogStream.StandardError, index.StandardError);
        var delay = s_shortestPoll;
        var isLast = !follow;
        while (true)
        {
            var any = false;
            foreach (var reader in (LogFileReader[])[stdout, stderr])
            {
                cancellationToken.ThrowIfCancellationRequested();
                while (reader.Fill(clock))
                {
                    any = true;
                    while (reader.TryReadLine(out var line)) yield return line;
                    cancellationToken.ThrowIfCancellationRequested();
                    if (!isLast) break;
                }
            }

            if (isLast)
            {
                if (stdout.TryReadRest(out var last)) yield return last;
                if (stderr.TryReadRest(out last)) yield return last;
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
}
