namespace Pai.Jobs.Cli.Jobs;

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
