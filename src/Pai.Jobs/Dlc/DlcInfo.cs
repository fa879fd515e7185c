using System.Globalization;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Reads what the service tells of a job.</summary>
internal static class DlcInfo
{
    /// <summary>The state of a job. Its outputs are known where its mounts are: from GetJob, of a job of this library.</summary>
    public static JobInfo Of(DlcJob job, DlcServices services)
    {
        var tags = job.Settings?.Tags;
        var finished = TimeOf(job.GmtFinishTime);
        return new()
        {
            Id = job.JobId ?? "",
            Name = job.DisplayName ?? "",
            RecordName = tags?.GetValueOrDefault(DlcJobBody.RecordTag),
            Status = StatusOf(job, finished),
            StatusText = job.Status,
            ReasonCode = NullIfEmpty(job.ReasonCode),
            ReasonMessage = NullIfEmpty(job.ReasonMessage),
            FailureCause = DlcCauses.Of(job),
            NodeCount = (int)Math.Clamp(job.JobSpecs?.Sum(s => s.PodCount ?? 0) ?? 1, 1, int.MaxValue),
            InstanceType = TypeOf(job),
            IsSpot = DlcCauses.IsSpot(job),
            CreatedAt = TimeOf(job.GmtCreateTime) ?? default,
            StartedAt = TimeOf(job.GmtRunningTime),
            FinishedAt = finished,
            ConsoleUrl = services.ConsoleUrlOf(job.JobId ?? "", job.WorkspaceId),
            Labels = tags?.Where(t => !IsOwn(t.Key)).ToDictionary(t => t.Key, t => t.Value) ?? [],
            Outputs = OutputsOf(job, services.Settings.Region?.Value),
        };
    }

    /// <summary>The tag of the marker that the job was submitted with; null for a job that was not submitted by this library.</summary>
    public static string? MarkerTagOf(DlcJob job) => job.Settings?.Tags?.GetValueOrDefault(DlcJobBody.MarkerTag);

    /// <summary>The locations of a job's mounts by their path; those of a list have none.</summary>
    public static DataLocation? MountOf(DlcJob job, string path, string? region) =>
        job.DataSources?.FirstOrDefault(d => Same(d.MountPath, path)) is { } source ? LocationOf(source, region) : null;

    /// <summary>The name of a node: the id of its pod without that of the job, as in <c>worker-0</c>.</summary>
    public static string? NodeOf(string? podId, string jobId) =>
        podId?.StartsWith(jobId + "-", StringComparison.Ordinal) == true ? podId[(jobId.Length + 1)..] : podId;

    /// <summary>A time as the service writes it, UTC; null where it is missing or not one.</summary>
    public static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    /// <summary>A status that is not known ends the wait where the service says that the job has finished: it did not succeed.</summary>
    private static JobStatus StatusOf(DlcJob job, DateTimeOffset? finished) =>
        DlcStatus.Parse(job.Status) is var status && status == JobStatus.Unknown && finished is not null ? JobStatus.Failed : status;

    /// <summary>The instance type of all nodes; null in a quota, and where they have several.</summary>
    private static string? TypeOf(DlcJob job) =>
        job.JobSpecs?.Select(s => NullIfEmpty(s.EcsSpec)).Distinct().ToList() is [{ } only] && string.IsNullOrEmpty(job.ResourceId)
            ? only
            : null;

    private static Dictionary<string, DataLocation>? OutputsOf(DlcJob job, string? region)
    {
        if (MarkerTagOf(job) is null || job.DataSources is not { } sources || sources.All(s => s.Uri is null && s.DataSourceId is null))
            return null;
        var outputs = new Dictionary<string, DataLocation>();
        foreach (var source in sources)
        {
            if (source.MountPath?.StartsWith(ContractPaths.Output, StringComparison.Ordinal) != true) continue;
            var name = source.MountPath[ContractPaths.Output.Length..].TrimEnd('/');
            if (IsChannel(name) && LocationOf(source, region) is { } location) outputs[name] = location;
        }

        return outputs;
    }

    /// <summary>
    /// Another program may have made the job: a name with slashes, or with a dot at its start, could lead out of a folder for the outputs.
    /// </summary>
    private static bool IsChannel(string name) =>
        name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    private static DataLocation? LocationOf(DlcDataSource source, string? region)
    {
        if (source.DataSourceId is { Length: > 0 } id) return DatasetId.TryParse(id, out var dataset) ? dataset : null;
        if (!DataLocation.TryParse(source.Uri, out var location)) return null;
        return location is OssUri oss ? DlcLocations.FromMount(oss, region) : location;
    }

    private static bool IsOwn(string tag) => tag is DlcJobBody.RecordTag or DlcJobBody.MarkerTag;

    private static bool Same(string? path, string other) => path?.TrimEnd('/') == other.TrimEnd('/');

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
