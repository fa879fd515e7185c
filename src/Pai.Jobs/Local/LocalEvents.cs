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
        foreach (var life in PreemptedLife.Read(folder))
        {
            yield return Event(
                life.Ended,
                "Preempted",
                $"The node was preempted (rehearsal) and ended with exit code {life.ExitCode}. It starts again; its restarts: "
                + $"{life.Restarts}.",
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

    private static JobEvent Event(DateTimeOffset time, string reason, string message, EventSeverity severity = EventSeverity.Information) =>
        new() { Time = time, Reason = reason, Message = message, Source = Source, Severity = severity };
}
