using System.Globalization;

namespace Pai.Jobs.Internal.Local;

/// <summary>A life of the node that ended with the preemption of a rehearsal.</summary>
/// <param name="Started">The start of its command; null where it is not on record.</param>
/// <param name="Ended">Its end, which is the start of the next one.</param>
/// <param name="Restarts">The number of restarts so far.</param>
/// <param name="ExitCode">The exit code that it ended with.</param>
internal sealed record PreemptedLife(DateTimeOffset? Started, DateTimeOffset Ended, string Restarts, string ExitCode)
{
    /// <summary>
    /// The preemptions that the supervisor put on record: <c>UNIX_TIME RESTARTS EXIT_CODE STARTED</c> on each line, the last of which
    /// may be missing.
    /// </summary>
    public static IEnumerable<PreemptedLife> Read(RunFolder folder)
    {
        if (!File.Exists(folder.PreemptionsFile)) yield break;
        foreach (var line in File.ReadLines(folder.PreemptionsFile))
        {
            if (line.Split(' ') is [var ended, var restarts, var code, .. var rest] && TimeOf(ended) is { } time)
                yield return new(rest is [var started] ? TimeOf(started) : null, time, restarts, code);
        }
    }

    private static DateTimeOffset? TimeOf(string seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? DateTimeOffset.FromUnixTimeSeconds(time)
            : null;
}
