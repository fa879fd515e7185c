using Pai.Jobs.CommandLine;

namespace Pai.Jobs.Cli.Jobs;

/// <summary>A job, in JSON.</summary>
internal sealed record JobJson(
    string Id,
    string Name,
    string? Record,
    JobStatus Status,
    string? StatusText,
    string? ReasonCode,
    string? ReasonMessage,
    JobFailureCause? FailureCause,
    int? ExitCode,
    int Nodes,
    string? InstanceType,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    Uri? Url,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string>? Outputs,
    CostJson? Cost)
{
    public static JobJson Of(JobInfo job, PaiSession session) => new(
        job.Id,
        job.Name,
        job.RecordName,
        job.Status,
        job.Status == JobStatus.Unknown ? job.StatusText : null,
        job.ReasonCode,
        job.ReasonMessage,
        job.FailureCause is JobFailureCause.None ? null : job.FailureCause,
        job.ExitCode,
        job.NodeCount,
        job.InstanceType,
        job.CreatedAt,
        job.StartedAt,
        job.FinishedAt,
        job.ConsoleUrl,
        job.Labels,
        job.Outputs?.ToDictionary(o => o.Key, o => o.Value.ToString()),
        CostJson.Of(session.CostOf(job)));
}

/// <summary>A line of a log, in JSON.</summary>
internal sealed record LineJson(DateTimeOffset? Time, string? Node, LogStream Stream, string Text)
{
    public static LineJson Of(LogLine line) => new(line.Time, line.Node, line.Stream, line.Text);
}

/// <summary>An event of a job, in JSON.</summary>
internal sealed record EventJson(DateTimeOffset Time, EventSeverity Severity, string? Reason, string? Source, string Message)
{
    public static EventJson Of(JobEvent e) => new(e.Time, e.Severity, e.Reason, e.Source, e.Message);
}

/// <summary>A measurement, in JSON.</summary>
internal sealed record MetricJson(DateTimeOffset Time, MetricKind Metric, string? Node, double Value)
{
    public static MetricJson Of(MetricPoint point) => new(point.Time, point.Kind, point.Node, point.Value);
}

/// <summary>A file of an output, in JSON.</summary>
internal sealed record OutputFileJson(string Output, string Path, long Size);

/// <summary>Why a job waits or ended, in JSON.</summary>
internal sealed record ExplanationJson(
    JobJson Job, string Summary, IReadOnlyList<string> Evidence, IReadOnlyList<string> Alternatives);
