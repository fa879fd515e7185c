using System.Globalization;

namespace Pai.Jobs.Internal.Local;

/// <summary>The events of a run, read from its folder.</summary>
internal static class LocalEvents
{
    private const string Source = "local";

    public static IEnumerable<JobEvent> Of(RunFolder folder, RunRecord record, JobInfo info)
    {
        yield return Event(record.Created, "Submitted", $"Submitted as {record.Name}.");
        foreach (var note in info.Notes) yield return Event(record.Created, "Note", note);
        if (info.StartedAt is { } started) yield return Event(started, "Started", "The command started.");
        foreach (var (time, restarts, code) in PreemptionsOf(folder))
        {
            yield return Event(
                time,
                "Preempted",
                $"The node was preempted (rehearsal) and ended with exit code {code}. It starts again; its restarts: {restarts}.",
                EventSeverity.Warning);
        }

        if (RunFacts.ReadFact(folder.StopFile)?.Trim() is { } reason)
        {
            yield return Event(
                File.GetLastWriteTimeUtc(folder.StopFile),
                "StopRequested",
                $"A stop was requested: {reason}.",
                EventSeverity.Warning);
        }

        if (info.FinishedAt is { } finished)
        {
            yield return Event(
                finished,
                info.ReasonCode ?? info.Status.ToString(),
                $"{info.Status}. {info.ReasonMessage}".TrimEnd(),
                info.Status == JobStatus.Failed ? EventSeverity.Error : EventSeverity.Information);
        }
    }

    /// <summary>The preemptions that the supervisor put on record: <c>UNIX_TIME RESTARTS EXIT_CODE</c> on each line.</summary>
    private static IEnumerable<(DateTimeOffset Time, string Restarts, string Code)> PreemptionsOf(RunFolder folder)
    {
        if (!File.Exists(folder.PreemptionsFile)) yield break;
        foreach (var line in File.ReadLines(folder.PreemptionsFile))
        {
            if (line.Split(' ') is [var seconds, var restarts, var code]
                && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time))
                yield return (DateTimeOffset.FromUnixTimeSeconds(time), restarts, code);
        }
    }

    private static JobEvent Event(DateTimeOffset time, string reason, string message, EventSeverity severity = EventSeverity.Information) =>
        new() { Time = time, Reason = reason, Message = message, Source = Source, Severity = severity };
}
