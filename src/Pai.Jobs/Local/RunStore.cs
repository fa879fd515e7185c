using System.Text.Json;

namespace Pai.Jobs;

/// <summary>Reads the runs on disk.</summary>
internal sealed class RunStore(string runsDirectory, TimeProvider clock)
{
    public string Directory { get; } = runsDirectory;

    /// <exception cref="JobNotFoundException">There is no such run.</exception>
    public (RunFolder Folder, RunRecord Record) Find(string jobId)
    {
        var folder = new RunFolder(Path.Combine(Directory, jobId));
        // The id is checked before it is used as a path.
        if (RunIds.IsId(jobId) && TryRead(folder) is { } record) return (folder, record);
        throw NotFound(jobId);
    }

    /// <exception cref="JobNotFoundException">The run was deleted meanwhile.</exception>
    public JobState StateOf(RunFolder folder, RunRecord record)
    {
        var facts = RunFacts.Read(folder, record, clock);
        if (!System.IO.Directory.Exists(folder.Root)) throw NotFound(record.Id);
        var status = RunStatus.Of(facts);
        return new()
        {
            Id = record.Id,
            Name = record.Name,
            RecordName = record.Record,
            Status = status.Status,
            StatusText = status.Status.ToString(),
            ReasonCode = status.ReasonCode,
            ReasonMessage = status.ReasonMessage,
            ExitCode = facts.ExitCode,
            CreatedAt = record.Created,
            StartedAt = facts.Started,
            FinishedAt = facts.Finished,
            ConsoleUrl = new Uri(OssUri.FromFilePath(folder.Root + "/").ToString()),
            Notes = [$"Isolation: {record.Isolation}. {record.IsolationReason}", .. record.Notes],
            Outputs = record.Outputs.ToDictionary(o => o.Key, o => (DataUri)OssUri.FromFilePath(o.Value["file://".Length..])),
        };
    }

    /// <summary>All runs, newest first. What appears or disappears meanwhile may be missing, and what is damaged is.</summary>
    public IEnumerable<(RunFolder Folder, JobState State)> List()
    {
        if (!System.IO.Directory.Exists(Directory)) yield break;
        var ids = System.IO.Directory.EnumerateDirectories(Directory).Select(p => Path.GetFileName(p)).Where(RunIds.IsId).OrderDescending(StringComparer.Ordinal).ToList();
        foreach (var id in ids)
        {
            var folder = new RunFolder(Path.Combine(Directory, id));
            if (TryList(folder) is { } state) yield return (folder, state);
        }
    }

    private JobState? TryList(RunFolder folder)
    {
        try
        {
            return TryRead(folder) is { } record ? StateOf(folder, record) : null;
        }
        catch (JobException)
        {
            return null;
        }
    }

    private JobNotFoundException NotFound(string jobId) =>
        new(jobId, $"There is no run {jobId} in {Directory}. Was it submitted with another runs directory (PAI_JOBS_RUNS_DIR), or cleaned up?");

    private static RunRecord? TryRead(RunFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(folder.RunFile), RunRecordJson.Default.RunRecord);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new JobException($"{folder.RunFile} is damaged: {e.Message} Delete the folder if the run is not needed any more.", e);
        }
    }
}
