namespace Pai.Jobs;

/// <summary>What happened to a run, as its folder tells.</summary>
internal static class LocalEvents
{
    public static IEnumerable<JobEvent> Of(RunFolder folder, RunRecord record, JobState state)
    {
        yield return new(record.Created, $"Submitted as {record.Name}.");
        foreach (var note in state.Notes) yield return new(record.Created, note);
        if (state.StartedAt is { } started) yield return new(started, "The command was started.");
        if (File.Exists(folder.StopFile)) yield return new(File.GetLastWriteTimeUtc(folder.StopFile), $"A stop was asked for: {File.ReadAllText(folder.StopFile).Trim()}.");
        if (state.FinishedAt is { } finished) yield return new(finished, $"{state.Status}. {state.ReasonMessage}".TrimEnd());
    }
}
