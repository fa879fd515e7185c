using System.Text.Json;
using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.Packaging;
using Pai.Jobs.Internal.Submitting;

namespace Pai.Jobs.Internal.Local;

/// <summary>Reads the runs on disk.</summary>
internal sealed class RunStore(string runsDirectory, TimeProvider clock)
{
    /// <exception cref="JobNotFoundException">There is no such run.</exception>
    public (RunFolder Folder, RunRecord Record) Open(string jobId) => TryOpen(jobId) ?? throw NotFound(jobId);

    /// <summary>The facts known of a run; null when there is none.</summary>
    public JobInfo? TryGet(string jobId) => TryOpen(jobId) is var (folder, record) ? TryInfoOf(folder, record) : null;

    /// <exception cref="JobNotFoundException">The run was deleted meanwhile.</exception>
    public JobInfo InfoOf(RunFolder folder, RunRecord record) => TryInfoOf(folder, record) ?? throw NotFound(record.Id);

    /// <summary>The run of a submission.</summary>
    public JobInfo? Find(JobMarker marker) => FoldersOf(marker)
        .Select(f => TryGetListed(f)?.Info)
        .FirstOrDefault(info => info is not null);

    /// <summary>The folders of the run of a submission: one at most.</summary>
    public IEnumerable<RunFolder> FoldersOf(JobMarker marker) => Folders()
        .Where(f => RunRecord.TryRead(f) is { } record && record.Name == marker.JobName && record.Tag == marker.Tag);

    /// <summary>All runs, newest first. What appears or disappears meanwhile may be missing, and what is damaged is.</summary>
    public IEnumerable<(RunFolder Folder, JobInfo Info)> List() => Folders()
        .Select(f => (Folder: f, TryGetListed(f)?.Info))
        .Where(r => r.Info is not null)
        .Select(r => (r.Folder, r.Info!));

    /// <summary>The folders of all runs, newest first.</summary>
    public IEnumerable<RunFolder> Folders() => Ids().Select(id => new RunFolder(Path.Combine(runsDirectory, id)));

    /// <summary>
    /// The run that has not ended and has its checkpoints in the folder of another: a later try of it. Null where there is none.
    /// </summary>
    public string? UserOf(RunFolder folder, RunRecord record) =>
        record.Labels.TryGetValue(JobTries.RunLabel, out var run)
            ? List().FirstOrDefault(r => r.Info.Labels.GetValueOrDefault(JobTries.RunLabel) == run && IsUsedBy(folder, r.Info)).Info?.Id
            : null;

    /// <summary>True if a run that has not ended has an output in the folder of another.</summary>
    public static bool IsUsedBy(RunFolder folder, JobInfo other) =>
        other.Id != folder.Id && !other.Status.IsFinished() && other.Outputs?.Values.Any(
            o => o.FilePath is { } path && RealPath.IsAtOrBelow(RealPath.Of(path), RealPath.Of(folder.Root))) == true;

    /// <summary>A run in a list; null where it is damaged, unreadable or being deleted: it must not hide the others.</summary>
    public (RunRecord Record, JobInfo Info)? TryGetListed(RunFolder folder)
    {
        try
        {
            return RunRecord.Read(folder) is { } record && TryInfoOf(folder, record) is { } info ? (record, info) : null;
        }
        catch (Exception e) when (e is JobException || LocalFault.IsOne(e))
        {
            return null;
        }
    }

    /// <summary>The values that a run was submitted with.</summary>
    /// <exception cref="JobNotFoundException">There is no such run.</exception>
    public SubmittedValues ReadValues(string jobId)
    {
        var (folder, _) = Open(jobId);
        var path = Path.Combine(folder.Config, JobConfigFile.FileName);
        try
        {
            return JobConfigFile.Read(path).ToValues();
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new JobException($"The values of run {jobId} cannot be read from {path}: {e.Message}", e);
        }
    }

    public JobNotFoundException NotFound(string jobId) =>
        new(
            jobId,
            $"There is no run {jobId} in {runsDirectory}. "
            + "Was it submitted with another runs directory (PAI_JOBS_RUNS_DIR), or cleaned up?");

    /// <summary>The ids, newest first.</summary>
    private IReadOnlyList<string> Ids() => Directory.Exists(runsDirectory)
        ? [.. Directory.EnumerateDirectories(runsDirectory)
            .Select(p => Path.GetFileName(p))
            .Where(RunIds.IsId)
            .OrderDescending(StringComparer.Ordinal)]
        : [];

    private (RunFolder Folder, RunRecord Record)? TryOpen(string jobId)
    {
        // The id is checked before it is used as a path.
        if (!RunIds.IsId(jobId)) return null;
        var folder = new RunFolder(Path.Combine(runsDirectory, jobId));
        return RunRecord.Read(folder) is { } record ? (folder, record) : null;
    }

    private JobInfo? TryInfoOf(RunFolder folder, RunRecord record)
    {
        var facts = RunFacts.Read(folder, record, clock);
        // What was read of a folder that is being deleted says nothing.
        if (!Directory.Exists(folder.Root)) return null;
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
            FailureCause = LocalCauses.Of(status),
            ExitCode = facts.ExitCode,
            CreatedAt = record.Created,
            StartedAt = facts.Started,
            FinishedAt = status.Status.IsFinished() ? facts.Finished : null,
            ConsoleUrl = UrlOf(folder),
            Notes = [$"Isolation: {record.Isolation}. {record.IsolationReason}", .. record.Notes],
            NodeCount = record.Nodes.Count,
            Labels = record.Labels,
            Outputs = record.Outputs.ToDictionary(o => o.Key, o => DataLocation.Parse(o.Value)),
        };
    }

    /// <summary>Each segment is escaped: a <c>#</c> or a <c>%41</c> in it means itself.</summary>
    private static Uri UrlOf(RunFolder folder) =>
        new("file://" + string.Join('/', folder.Root.Split('/').Select(Uri.EscapeDataString)) + "/");
}
